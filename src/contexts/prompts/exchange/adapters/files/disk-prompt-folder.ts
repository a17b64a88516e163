import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '#platform/cli/command';
import { Invalid } from '#shared/errors';
import { fileName } from '../../domain/file-name';
import type { StoredPrompt } from '../../domain/stored-prompt';
import { PromptFolder } from '../../application/prompt-folder.port';
import { yamlOf } from './front-matter';
import { filesOf, promptOf } from './prompt-files';

const MARK = 'japm.yaml';
const PROMPTS = 'prompts';
/** Says what the folder is, and what version of the layout. */
const MARKED = yamlOf({ format: 'japm-prompts', version: 1 });
/** Git must not touch line ends: texts are kept to the byte. */
const ATTRIBUTES = '* -text\n';

/** `DIR/prompts/<slug>/…` */
export class DiskPromptFolder extends PromptFolder {
  constructor(private readonly dir: string) {
    super();
  }

  async replace(prompts: AsyncIterable<StoredPrompt>): Promise<void> {
    const names = await readdir(this.dir).catch((): string[] => []);
    if (names.length > 0 && !names.includes(MARK) && names.some((each) => each !== '.git'))
      throw new UsageError(`${this.dir} is neither empty nor an earlier export`);
    const fresh = join(this.dir, `.${PROMPTS}.new`);
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
    await rm(join(this.dir, PROMPTS), { recursive: true, force: true });
    await rename(fresh, join(this.dir, PROMPTS));
  }

  async slugs(): Promise<string[]> {
    const mark = await readFile(join(this.dir, MARK), 'utf8').catch(() => '');
    if (mark !== MARKED)
      throw new UsageError(`${this.dir} is no folder that japm export has written: ${MARK} is missing or of another version`);
    const folders = await readdir(join(this.dir, PROMPTS), { withFileTypes: true }).catch(() => []);
    return Promise.all(folders.filter((each) => each.isDirectory()).map((each) => this.#slugOf(each.name))).then((slugs) =>
      slugs.toSorted(),
    );
  }

  async read(slug: string): Promise<StoredPrompt> {
    const folder = fileName(slug);
    const root = join(this.dir, PROMPTS, folder);
    const entries = await readdir(root, { withFileTypes: true, recursive: true });
    const files = new Map<string, string>();
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      files.set(file.slice(root.length + 1).replaceAll('\\', '/'), utf8(await readFile(file), entry.name));
    }
    return promptOf(folder, files);
  }

  /** A folder is called as its prompt; a long slug is cut there, and stands in the file. */
  async #slugOf(folder: string): Promise<string> {
    if (!folder.includes('~') && !folder.includes('%')) return folder;
    const head = await readFile(join(this.dir, PROMPTS, folder, 'prompt.yaml'), 'utf8').catch(() => '');
    return /^slug: '?([a-z0-9_-]+)'?$/mu.exec(head)?.[1] ?? folder;
  }
}

function utf8(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Invalid('exchange.prompt_invalid', [{ pointer: '', message: `${name}: is not UTF-8` }]);
  }
}
