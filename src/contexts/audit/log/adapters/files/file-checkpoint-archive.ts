import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CheckpointArchive } from '../../application/checkpoint-archive.port';

/** Stores the checkpoint in DATA_DIR/checkpoint, which it replaces as a whole. */
export class FileCheckpointArchive extends CheckpointArchive {
  readonly #path: string;
  #isTidy = false;

  constructor(dataDir: string) {
    super();
    this.#path = join(dataDir, 'checkpoint');
  }

  async keep(note: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await this.#tidy();
    const fresh = `${this.#path}.${process.pid}`;
    try {
      await writeFile(fresh, note, { mode: 0o600 });
      await rename(fresh, this.#path);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }

  /** Removes, once per process, the temporary files of processes that were killed before the rename. */
  async #tidy(): Promise<void> {
    if (this.#isTidy) return;
    this.#isTidy = true;
    const folder = dirname(this.#path);
    const left = (await readdir(folder)).filter((name) => name.startsWith(`${basename(this.#path)}.`) && /\.\d+$/u.test(name));
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
  }

  async latest(): Promise<string | null> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
}
