import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '#platform/cli/command';
import { DomainError } from '#shared/errors';
import { fileName } from '../../domain/file-name';
import type { StoredPrompt, StoredTag } from '../../domain/stored-prompt';
import { PromptFolder, type TextPlace } from '../../application/prompt-folder.port';
import { parsedFile, tried } from './file-fault';
import { fromYaml, yamlOf } from './front-matter';
import { readPlainFile, readTree } from './plain-files';
import { ASSET_FILE, assetFolder, filesOf, PROMPT_FILE, textFile } from './prompt-files';
import { promptOf } from './read-prompt-files';
import { TAGS_FILE, tagsFile, tagsOf } from './tags-file';

const MARK = 'japm.yaml';
const PROMPTS = 'prompts';
/** An export writes here until it is complete. */
const FRESH = `.${PROMPTS}.new`;
/** The prompts that an export replaces are here until they are removed. */
const OLD = `.${PROMPTS}.old`;
/** This file marks the folder as an export and gives the version of its layout. */
const MARKED = { format: 'japm-prompts', version: 1 } as const;
const LAYOUT = z.object({ format: z.literal(MARKED.format), version: z.int() });
/** Git must not change line ends, because texts are kept byte by byte. */
const GIT_FILE = '.gitattributes';
const ATTRIBUTES = '* -text\n';

/** The folder `DIR/prompts/<slug>/…`. */
export class DiskPromptFolder extends PromptFolder {
  readonly tagsPlace = TAGS_FILE;

  constructor(private readonly dir: string) {
    super();
  }

  async replace(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void> {
    await this.#requireOurs();
    try {
      await this.#write(tags, prompts);
    } catch (error) {
      const { syscall, message } = error as NodeJS.ErrnoException;
      if (syscall === undefined) throw error;
      throw new DomainError('unavailable', 'exchange.folder_unwritable', `${this.dir} can't be written: ${message}`);
    }
  }

  async #write(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void> {
    const [present, fresh, old] = [PROMPTS, FRESH, OLD].map((name) => join(this.dir, name)) as [string, string, string];
    try {
      await this.#exchange(present, fresh, old, tags, prompts);
    } catch (error) {
      await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  }

  async #exchange(
    present: string,
    fresh: string,
    old: string,
    tags: readonly StoredTag[],
    prompts: AsyncIterable<StoredPrompt>,
  ): Promise<void> {
    for (const left of [fresh, old]) await rm(left, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    for await (const prompt of prompts) {
      for (const [path, content] of filesOf(prompt)) {
        const file = join(fresh, fileName(prompt.slug), path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    }
    await this.#put(MARK, yamlOf(MARKED));
    await this.#put(GIT_FILE, ATTRIBUTES);
    await this.#put(TAGS_FILE, tagsFile(tags));
    // Removing takes time, and the prompts must survive if somebody stops the command meanwhile.
    if ((await this.#entries('.')).some(({ name }) => name === PROMPTS)) await rename(present, old);
    await rename(fresh, present);
    await rm(old, { recursive: true, force: true });
  }

  /** Writes a new file and renames it. This replaces a link of that name and leaves the target of the link alone. */
  async #put(name: string, content: string): Promise<void> {
    const fresh = join(this.dir, `.${name.replace(/^\./u, '')}.new`);
    await rm(fresh, { recursive: true, force: true });
    await writeFile(fresh, content, { flag: 'wx' });
    try {
      await rename(fresh, join(this.dir, name));
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }

  /** Returns no tags if the file is missing: the files of prompts name the tags that prompts have. */
  async tags(): Promise<StoredTag[]> {
    const yaml = await readPlainFile(this.dir, TAGS_FILE);
    return yaml === null ? [] : tagsOf(yaml);
  }

  async names(): Promise<string[]> {
    const layout = await this.#layout();
    if (layout !== MARKED.version)
      throw new UsageError(
        `${this.dir} is not a folder that japm export has written: ${MARK} ${layout === null ? 'is missing or another' : `says version ${layout}`}`,
      );
    const prompts = (await this.#entries('.')).find(({ name }) => name === PROMPTS);
    if (prompts?.isDirectory() === false) throw new UsageError(`${join(this.dir, PROMPTS)} is not a folder; links are not followed`);
    const folders = (await this.#entries(PROMPTS)).filter((each) => !each.name.startsWith('.') && each.isDirectory());
    return folders.map(({ name }) => name).toSorted();
  }

  async strays(): Promise<string[]> {
    const entries = await this.#entries(PROMPTS);
    return entries.filter((each) => !each.name.startsWith('.') && !each.isDirectory()).map(({ name }) => `${PROMPTS}/${name}`);
  }

  async read(name: string): Promise<StoredPrompt> {
    return promptOf(name, await readTree(this.dir, `${PROMPTS}/${name}`));
  }

  place(slug: string, { asset, tag }: TextPlace): string {
    const within = asset === undefined ? '' : assetFolder(asset);
    const file = tag !== undefined ? textFile(tag) : asset === undefined ? PROMPT_FILE : ASSET_FILE;
    return `${PROMPTS}/${fileName(slug)}/${within}${file}`;
  }

  async #requireOurs(): Promise<void> {
    const entries = await this.#entries('.');
    if ((await this.#layout()) === null && entries.some(({ name }) => name !== '.git' && name !== FRESH))
      throw new UsageError(`${this.dir} is neither empty nor an earlier export`);
    const folder = entries.find((each) => [MARK, GIT_FILE, TAGS_FILE].includes(each.name) && each.isDirectory());
    if (folder)
      throw new UsageError(`${join(this.dir, folder.name)} is a folder, and the export would write a file there; nothing was changed`);
  }

  /** The version of the layout; null if the folder is no export. */
  async #layout(): Promise<number | null> {
    const yaml = await readPlainFile(this.dir, MARK);
    if (yaml === null) return null;
    const mark = tried(MARK, [], () => parsedFile(LAYOUT, fromYaml(yaml)));
    return mark?.version ?? null;
  }

  #entries(path: string) {
    return readdir(join(this.dir, path), { withFileTypes: true }).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return [];
      throw new UsageError(code === 'ENOTDIR' ? `${this.dir} is not a folder` : `${join(this.dir, path)} can't be read (${String(code)})`);
    });
  }
}
