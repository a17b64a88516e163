import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileCheckpointArchive } from '#contexts/audit/log/adapters/files/file-checkpoint-archive';

describe('the checkpoint that is kept in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'japm-checkpoint-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the newest, for the user of the process only', async () => {
    const archive = new FileCheckpointArchive(folder);
    expect(await archive.latest()).toBeNull();
    for (const note of ['one', 'two']) await archive.keep(note);
    expect(await archive.latest()).toBe('two');
    expect((await stat(join(folder, 'checkpoint'))).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing else behind, also of processes that were killed', async () => {
    for (const name of ['checkpoint.1', 'checkpoint.4711', 'checkpoint.bak', 'other.1']) await writeFile(join(folder, name), '');
    await new FileCheckpointArchive(folder).keep('one');
    expect((await readdir(folder)).toSorted()).toEqual(['checkpoint', 'checkpoint.bak', 'other.1']);
  });

  it('leaves no half of a file when it cannot be written', async () => {
    const archive = new FileCheckpointArchive(folder);
    await mkdir(join(folder, 'checkpoint'));
    await expect(archive.keep('one')).rejects.toThrow(/EISDIR/u);
    expect(await readdir(folder)).toEqual(['checkpoint']);
    await rm(join(folder, 'checkpoint'), { recursive: true });
    await archive.keep('two');
    expect(await readFile(join(folder, 'checkpoint'), 'utf8')).toBe('two');
  });
});
