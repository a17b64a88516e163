import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeMissingKeys } from '#platform/config/key-files';
import { Api } from '../chain/api';
import { told, trail, WALKED, walkTheChain } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from './japm-process';

/** No program listens there. */
const CLOSED = '127.0.0.1:9';

describe('a start', () => {
  let dataDir: string;
  const running: JapmProcess[] = [];
  const server = (env: Readonly<Record<string, string>> = {}): JapmProcess => {
    const started = JapmProcess.server(dataDir, env);
    running.push(started);
    return started;
  };

  beforeAll(build, 120_000);
  beforeEach(() => {
    dataDir = freshDataDir();
  });
  afterEach(async () => {
    for (const each of running.splice(0)) await each.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('waits for a database that is away, then says which and gives up', async () => {
    const started = Date.now();
    const { exited } = server({ JAPM_DATABASE_URL: `mysql://japm:very-secret@${CLOSED}/japm`, JAPM_DATABASE_START_TIMEOUT_MS: '3000' });
    expect(await exited).toEqual({ code: 1, signal: null });
    expect(Date.now() - started).toBeGreaterThan(2000);
    expect(running[0]?.errors).toMatch(/^japm cannot start: MySQL 127\.0\.0\.1:9\/japm is away: .*ECONNREFUSED/mu);
    expect(running[0]?.log.filter((line) => line.msg === 'waiting for the database').length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify([running[0]?.errors, running[0]?.output])).not.toContain('very-secret');
  }, 60_000);

  it('refuses a SQLite file that another server uses, and leaves that one alone', async () => {
    const first = await server().up();
    const second = server();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.errors).toMatch(/another JAPM server already uses .*japm\.sqlite; on SQLite one process runs all roles/u);
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
    expect(await first.end()).toEqual({ code: 0, signal: null });
    await (await server().up()).end();
  }, 60_000);

  it('keeps its files to its own user in a folder that others can enter, also those of an earlier start that did not', async () => {
    await chmod(dataDir, 0o755);
    const modes = async (): Promise<(readonly [string, string])[]> => {
      const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
      const all = await Promise.all(
        files.map(async ({ name, parentPath }) => [name, (await stat(join(parentPath, name))).mode & 0o077] as const),
      );
      return all.filter(([, open]) => open !== 0).map(([name, open]) => [name, open.toString(8)] as const);
    };
    const first = await server().up();
    await eventually(async () => {
      expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['japm.sqlite', 'japm.sqlite-wal', 'japm.sqlite-shm', 'checkpoint']));
    }, 30_000);
    expect(await modes()).toEqual([]);
    expect(await first.end()).toEqual({ code: 0, signal: null });
    await chmod(join(dataDir, 'japm.sqlite'), 0o644);
    const second = await server().up();
    expect(await modes()).toEqual([]);
    expect(second.log.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(/japm\.sqlite had the mode 0644/u));
    await second.end();
  }, 60_000);

  it('in production offers metrics where the API is; they tell neither the command line nor the host', async () => {
    const keys = writeMissingKeys(join(dataDir, 'given'));
    const started = await server({
      NODE_ENV: 'production',
      JAPM_HOST: '127.0.0.2',
      JAPM_JWT_KEYS_FILE: keys.jwtKeys,
      JAPM_LOG_KEY_FILE: keys.logKey,
      JAPM_SERVER_SECRET_FILE: keys.serverSecret,
    }).up();
    expect(started.opsUrl).toMatch(/^http:\/\/127\.0\.0\.2:/u);
    await expect(fetch(started.opsUrl.replace('127.0.0.2', '127.0.0.1'))).rejects.toThrow('fetch failed');
    const metrics = await (await fetch(`${started.opsUrl}/metrics`)).text();
    expect(metrics).toMatch(/^target_info\{.*service_name="japm"/mu);
    expect(metrics).not.toMatch(/process_(?:command|executable|owner|pid|runtime)|host_(?:name|arch|id)|start\.cjs/u);
    expect(await started.end()).toEqual({ code: 0, signal: null });
  }, 60_000);

  it('goes on without Kafka: requests are served, the log grows, readiness says degraded', async () => {
    const process = await server({ JAPM_KAFKA_BROKERS: CLOSED }).up();
    const api = await Api.login(process.url, ADMIN.email, ADMIN.password);
    expect((await walkTheChain(api)).resolved).toBe('Hello Bo');
    expect(told(await trail(api, '&resourceType=project'))).toEqual(WALKED.filter((each) => each.startsWith('project')));
    await eventually(async () => {
      const response = await fetch(`${process.url}/health/ready`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        status: 'degraded',
        details: { database: { status: 'up' }, kafka: { status: 'degraded' } },
      });
    }, 30_000);
    expect(await process.end()).toEqual({ code: 0, signal: null });
  }, 90_000);
});
