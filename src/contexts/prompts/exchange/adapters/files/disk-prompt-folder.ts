import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '#platform/cli/command';
import { fileName } from '../../domain/file-name';
import type { StoredPrompt, StoredTag } from '../../domain/stored-prompt';
import { PromptFolder, type TextPlace } from '../../application/prompt-folder.port';
import { yamlOf } from './front-matter';
import { readPlainFile, readTree } from './plain-files';
import { ASSET_FILE, assetFolder, filesOf, PROMPT_FILE, textFile } from './prompt-files';
import { promptOf } from './read-prompt-files';
import { TAGS_FILE, tagsFile, tagsOf } from './tags-file';

const MARK = 'japm.yaml';
const PROMPTS = 'prompts';
/** Where an export writes until it is whole. */
const FRESH = `.${PROMPTS}.new`;
/** Says what the folder is, and what version of the layout. */
const MARKED = yamlOf({ format: 'japm-prompts', version: 1 });
/** Git must not touch line ends: texts are kept to the byte. */
const ATTRIBUTES = '* -text\n';

/** `DIR/prompts/<slug>/…` */
export class DiskPromptFolder extends PromptFolder {
  readonly tagsPlace = TAGS_FILE;
  /** Slug → folder, of those that are called otherwise. */
  readonly #folders = new Map<string, string>();

  constructor(private readonly dir: string) {
    super();
  }

  async replace(tags: readonly StoredTag[], prompts: AsyncIterable<StoredPrompt>): Promise<void> {
    await this.#requireOurs();
    const fresh = join(this.dir, FRESH);
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    for await (const prompt of prompts) {
      for (const [path, content] of filesOf(prompt)) {
        const file = join(fresh, fileName(prompt.slug), path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    }
    await writeFile(join(this.dir, MARK), MARKED);
    await writeFile(join(this.dir, '.gitattributes'), ATTRIBUTES);
    await writeFile(join(this.dir, TAGS_FILE), tagsFile(tags));
    await rm(join(this.dir, PROMPTS), { recursive: true, force: true });
    await rename(fresh, join(this.dir, PROMPTS));
  }

  /** None where the file is missing: tags that prompts have are known from these. */
  async tags(): Promise<StoredTag[]> {
    const yaml = await readPlainFile(this.dir, TAGS_FILE);
    return yaml === null ? [] : tagsOf(yaml);
  }

  async slugs(): Promise<string[]> {
    if ((await this.#mark()) !== MARKED)
      throw new UsageError(`${this.dir} is no folder that japm export has written: ${MARK} is missing or of another version`);
    const folders = (await this.#entries(PROMPTS)).filter((each) => !each.name.startsWith('.') && each.isDirectory());
    return (await Promise.all(folders.map(({ name }) => this.#slugOf(name)))).toSorted();
  }

  async strays(): Promise<string[]> {
    const entries = await this.#entries(PROMPTS);
    return entries.filter((each) => !each.name.startsWith('.') && !each.isDirectory()).map(({ name }) => `${PROMPTS}/${name}`);
  }

  async read(slug: string): Promise<StoredPrompt> {
    const folder = this.#folders.get(slug) ?? fileName(slug);
    return promptOf(folder, await readTree(this.dir, `${PROMPTS}/${folder}`));
  }

  place(slug: string, { asset, tag }: TextPlace): string {
    const within = asset === undefined ? '' : assetFolder(asset);
    const file = tag !== undefined ? textFile(tag) : asset === undefined ? PROMPT_FILE : ASSET_FILE;
    return `${PROMPTS}/${this.#folders.get(slug) ?? fileName(slug)}/${within}${file}`;
  }

  /** A folder is called as its prompt; a long slug is cut there, and stands in the file. */
  async #slugOf(folder: string): Promise<string> {
    const head = /[~%]/u.test(folder) ? await readPlainFile(this.dir, `${PROMPTS}/${folder}/${PROMPT_FILE}`).catch(() => null) : null;
    const slug = /^slug: '?([a-z0-9_-]+)'?$/mu.exec(head ?? '')?.[1] ?? folder;
    if (fileName(slug) === folder) return slug;
    this.#folders.set(folder, folder);
    return folder;
  }

  async #requireOurs(): Promise<void> {
    const entries = await this.#entries('.');
    const isOurs = (await this.#mark())?.startsWith('format: japm-prompts\n') ?? false;
    if (!isOurs && entries.some(({ name }) => name !== '.git' && name !== FRESH))
      throw new UsageError(`${this.dir} is neither empty nor an earlier export`);
  }

  #mark(): Promise<string | null> {
    return readPlainFile(this.dir, MARK);
  }

  #entries(path: string) {
    return readdir(join(this.dir, path), { withFileTypes: true }).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return [];
      throw new UsageError(code === 'ENOTDIR' ? `${this.dir} is no folder` : `${join(this.dir, path)} can't be read (${String(code)})`);
    });
  }
}
