import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';

describe('japm migrate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'japm-migrate-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const migrate = (environment: NodeJS.ProcessEnv = {}): Promise<{ code: unknown; out: string; err: string }> => {
    const options = { cwd: join(__dirname, '../../..'), env: { ...process.env, JAPM_DATA_DIR: folder, ...environment } };
    return new Promise((done) => {
      execFile(process.execPath, ['--conditions=japm-source', '--import', 'tsx', 'src/cli.ts', 'migrate'], options, (error, out, err) => {
        done({ code: error ? error.code : 0, out, err });
      });
    });
  };

  it('brings the database to the newest schema, says how much that was, and refuses while a server has it', async () => {
    expect(await migrate()).toMatchObject({ code: 0, out: expect.stringMatching(/: [1-9]\d* migrations applied\n$/u) as string });
    expect(await migrate()).toMatchObject({ code: 0, out: expect.stringMatching(/: up to date\n$/u) as string });
    const server = new Libsql(join(folder, 'japm.sqlite.server-lock'));
    server.exec('BEGIN EXCLUSIVE');
    expect(await migrate()).toMatchObject({ code: 2, err: expect.stringContaining('another JAPM server already uses') as string });
    server.close();
    expect(await migrate({ JAPM_DATABASE_URL: 'oracle:x' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('must be sqlite:PATH') as string,
    });
  }, 30_000);
});
