import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../chain/api';
import { trail } from '../chain/walk';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from './japm-process';

interface PromptItem {
  readonly id: string;
  readonly versions: readonly { readonly versionTag: string }[];
}

const ROWS = 600;

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops the server and frees its ports when npm gets %s',
    async (signal) => {
      build();
      const dataDir = freshDataDir();
      const npm = JapmProcess.npmStart(dataDir);
      try {
        await npm.up();
        expect((await npm.end(signal)).code).toBe(0);
        expect(npm.log.filter(({ msg }) => msg === 'stopping')).toMatchObject([{ signal }]);
        for (const url of [npm.url, npm.opsUrl]) await expect(fetch(`${url}/health`)).rejects.toThrow(/fetch failed/u);
      } finally {
        const [{ pid } = { pid: 0 }] = npm.log as readonly { pid?: number }[];
        if (isAlive(pid)) process.kill(pid ?? 0, 'SIGKILL');
        await rm(dataDir, { recursive: true, force: true });
      }
    },
    120_000,
  );
});

function isAlive(pid: number | undefined): boolean {
  try {
    return (pid ?? 0) > 0 && process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

describe('a server that ends in the middle of writes', () => {
  let dataDir: string;
  const running: JapmProcess[] = [];
  const start = async (): Promise<{ server: JapmProcess; api: Api }> => {
    const server = JapmProcess.server(dataDir);
    running.push(server);
    await server.up();
    return { server, api: await Api.login(server.url, ADMIN.email, ADMIN.password) };
  };
  const prompts = async (api: Api, project: string): Promise<PromptItem[]> =>
    (await api.get<PromptItem[]>(`/api/projects/${project}/prompts`)).body;

  beforeAll(build, 120_000);
  beforeEach(() => {
    dataDir = freshDataDir();
  });
  afterEach(async () => {
    for (const each of running.splice(0)) await each.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Every prompt with its version and both events, and a log that is valid. */
  const nothingHalfWritten = async (api: Api, project: string): Promise<PromptItem[]> => {
    const found = await prompts(api, project);
    expect(found.filter((each) => each.versions.length !== 1)).toEqual([]);
    const ids = found.map((each) => `${project}/${each.id}`).toSorted();
    const created = await trail(api, `&project=${project}&outcome=success&action=prompt.create`, 1000);
    expect(created.map((each) => each.resource.id).toSorted()).toEqual(ids);
    const versions = await trail(api, `&project=${project}&outcome=success&action=version.create`, 1000);
    expect(versions.map((each) => each.resource.id.split('/').slice(0, 2).join('/')).toSorted()).toEqual(ids);
    const verify = JapmProcess.command(['verify'], { JAPM_DATA_DIR: dataDir });
    expect([await verify.exited, verify.output, verify.errors]).toEqual([
      { code: 0, signal: null },
      expect.stringMatching(/^valid$/mu),
      '',
    ]);
    return found;
  };

  it('finishes what it has begun when it gets SIGTERM during an import, and the next import goes on from there', async () => {
    const file = join(dataDir, 'many.csv');
    const rows = Array.from({ length: ROWS }, (_, n) => `"Prompt ${n + 1}","Text ${n + 1} for \${who}."`);
    await writeFile(file, ['"act","prompt"', ...rows].join('\n'));
    const importInto = (api: Api): JapmProcess =>
      JapmProcess.command(['import', file, '--project', 'Many'], { JAPM_URL: api.url, JAPM_TOKEN: api.token });

    const first = await start();
    const broken = importInto(first.api);
    await eventually(async () => {
      expect((await prompts(first.api, 'many')).length).toBeGreaterThan(30);
    }, 30_000);
    expect(await first.server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect((await broken.exited).code).toBe(1);

    const second = await start();
    const before = await nothingHalfWritten(second.api, 'many');
    expect(before.length).toBeGreaterThan(30);
    expect(before.length).toBeLessThan(ROWS);
    const resumed = importInto(second.api);
    expect(await resumed.exited).toEqual({ code: 0, signal: null });
    expect(resumed.output).toContain(`${ROWS - before.length} created, 0 updated, ${before.length} unchanged, 0 failed`);
    expect(await nothingHalfWritten(second.api, 'many')).toHaveLength(ROWS);
  }, 120_000);

  it('has kept everything that it had answered when it gets SIGKILL, and no event without its change', async () => {
    const { server, api } = await start();
    await api.post('/api/projects', { name: 'Killed' });
    const answered: string[] = [];
    const writer = async (name: string): Promise<void> => {
      for (let n = 1; ; n += 1) {
        const { body } = await api.post<PromptItem>('/api/projects/killed/prompts', { name: `${name} ${n}`, promptText: 'x'.repeat(500) });
        answered.push(body.id);
      }
    };
    const writers = ['a', 'b', 'c', 'd'].map((name) => writer(name).catch(() => undefined));
    await eventually(() => {
      expect(answered.length).toBeGreaterThan(100);
    }, 30_000);
    await server.end('SIGKILL');
    await Promise.all(writers);

    const again = await start();
    const kept = new Set((await nothingHalfWritten(again.api, 'killed')).map((each) => each.id));
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    expect(await again.server.end()).toEqual({ code: 0, signal: null });
  }, 120_000);
});
