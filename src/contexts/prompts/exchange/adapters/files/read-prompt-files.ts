import type { z } from 'zod';
import { fileName } from '../../domain/file-name';
import type { StoredAsset, StoredPrompt, StoredText, StoredVersion } from '../../domain/stored-prompt';
import { FileFault, invalidFiles, parsedFile, repeated, tried } from './file-fault';
import { fromMarkdown, fromYaml } from './front-matter';
import { ASSET_FILE, assetFolder, PROMPT_FILE, textFile } from './prompt-files';
import { ASSET, ASSET_VERSION_HEAD, PROMPT, type TextHead, VERSION_HEAD } from './prompt-schemas';

/** The content of each file by its path below the prompt's folder, or the reason why it has none. */
export type PromptFiles = ReadonlyMap<string, string | FileFault>;

/** Reads a prompt from its files. Throws Invalid with everything that is wrong, missing or superfluous. */
export function promptOf(folder: string, files: PromptFiles): StoredPrompt {
  const reader = new Reader(`prompts/${folder}/`, files);
  const prompt = reader.prompt(folder);
  const faults = reader.faults();
  if (prompt === null || faults.length > 0) throw invalidFiles(faults);
  return prompt;
}

class Reader {
  readonly #faults: string[] = [];
  readonly #unread: Set<string>;

  constructor(
    private readonly root: string,
    private readonly files: PromptFiles,
  ) {
    this.#unread = new Set(files.keys());
  }

  /** Reports superfluous files as well. If a list cannot be read, its members are unknown, and no file is superfluous. */
  faults(): string[] {
    const isListed = !this.#faults.some((each) => each.includes(PROMPT_FILE) || each.includes(ASSET_FILE));
    const left = isListed ? [...this.#unread] : [];
    return [...this.#faults, ...left.map((path) => `${this.root}${path}: is listed neither as a version nor as an asset`)];
  }

  prompt(folder: string): StoredPrompt | null {
    const head = this.#yaml(PROMPT, PROMPT_FILE, ({ slug, versions, assets = [] }) => {
      if (fileName(slug) !== folder) throw new FileFault(`is of prompt '${slug}', which belongs into the folder ${fileName(slug)}`);
      requireOnce('versions', versions);
      requireOnce('assets', assets);
    });
    if (head === null) return null;
    const { slug, name, description, type, tags, versions, assets } = head;
    return {
      ...{ slug, name, description: description ?? null, type, tags: (tags ?? []).toSorted() },
      versions: present(versions.map((tag) => this.#version(textFile(tag), tag))),
      assets: present((assets ?? []).map((key) => this.#asset(assetFolder(key), key))).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    };
  }

  #version(path: string, tag: string): StoredVersion | null {
    const read = this.#text(VERSION_HEAD, path, tag);
    if (read === null) return null;
    const variables = (read.head.variables ?? []).map((each) => ({
      ...{ name: each.name, type: each.type, required: each.required, default: each.default ?? null },
      ...{ description: each.description ?? null, example: each.example ?? null },
    }));
    return { ...storedOf(read.head, read.text), variables, literals: read.head.literals ?? [] };
  }

  #asset(folder: string, key: string): StoredAsset | null {
    const head = this.#yaml(ASSET, `${folder}${ASSET_FILE}`, (asset) => {
      if (asset.key !== key) throw new FileFault(`is of asset '${asset.key}'`);
      requireOnce('versions', asset.versions);
    });
    if (head === null) return null;
    const { versions, category, ...asset } = head;
    const texts = versions.map((tag) => this.#text(ASSET_VERSION_HEAD, `${folder}${textFile(tag)}`, tag));
    return { ...asset, category: category ?? null, versions: present(texts).map((each) => storedOf(each.head, each.text)) };
  }

  #yaml<T>(schema: z.ZodType<T>, path: string, check: (value: T) => void): T | null {
    return tried(this.root + path, this.#faults, () => {
      const value = parsedFile(schema, fromYaml(this.#read(path)));
      check(value);
      return value;
    });
  }

  #text<T extends TextHead>(schema: z.ZodType<T>, path: string, tag: string): { readonly head: T; readonly text: string } | null {
    return tried(this.root + path, this.#faults, () => {
      const { head: document, text } = fromMarkdown(this.#read(path));
      const head = parsedFile(schema, document);
      if (head.tag !== tag) throw new FileFault(`is of version '${head.tag}'`);
      if (head.activated === true && head.status === 'draft') throw new FileFault('a draft was never active');
      return { head, text };
    });
  }

  #read(path: string): string {
    const content = this.files.get(path);
    if (content === undefined) throw new FileFault('is missing');
    this.#unread.delete(path);
    if (content instanceof FileFault) throw content;
    return content;
  }
}

const present = <T>(values: readonly (T | null)[]): T[] => values.flatMap((each) => (each === null ? [] : [each]));

function requireOnce(what: string, names: readonly string[]): void {
  const twice = repeated(names);
  if (twice !== undefined) throw new FileFault(`${what} has '${twice}' twice`);
}

const storedOf = ({ tag, status, activated, language, changeMessage, translations }: TextHead, text: string): StoredText => ({
  ...{ tag, status, activated: status === 'active' || activated === true, language, changeMessage: changeMessage ?? null },
  translations: (translations ?? []).map((each) => ({ language: each.language, stale: each.stale === true, text: each.text })),
  text,
});
