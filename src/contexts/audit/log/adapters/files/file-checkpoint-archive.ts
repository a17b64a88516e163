import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CheckpointArchive } from '../../application/checkpoint-archive.port';

/** DATA_DIR/checkpoint, replaced as a whole. */
export class FileCheckpointArchive extends CheckpointArchive {
  readonly #path: string;

  constructor(dataDir: string) {
    super();
    this.#path = join(dataDir, 'checkpoint');
  }

  async keep(note: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const fresh = `${this.#path}.${process.pid}`;
    await writeFile(fresh, note, { mode: 0o644 });
    await rename(fresh, this.#path);
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
