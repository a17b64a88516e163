import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../chain/api';
import { trail } from '../chain/walk';
import { ADMIN, build, freshDataDir, JapmProcess } from './japm-process';

interface Told {
  readonly slug: string;
  readonly text: string;
  readonly status: number;
  readonly code: string | undefined;
}
interface Prompt {
  readonly id: string;
  readonly versions: readonly { readonly promptText: string }[];
}

/** More than this many prompts do not fit where there is room for `ROOM_BYTES`. */
const MOST = 120;
const TEXT_BYTES = 60_000;
const ROOM_BYTES = 400_000;
const PROMPTS = '/api/projects/disk/prompts';

/** Makes the disk small for that process, and large again: no file of it grows any further. Needs no privilege. */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
}

describe('what was acknowledged while the disk was too small', () => {
  let dataDir: string;
  let running: JapmProcess | null = null;

  beforeAll(build, 120_000);
  beforeEach(() => {
    dataDir = freshDataDir();
  });
  afterEach(async () => {
    await running?.end('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<Api> => {
    running = await JapmProcess.server(dataDir).up();
    return Api.login(running.url, ADMIN.email, ADMIN.password);
  };

  async function create(api: Api, slug: string): Promise<Told> {
    const text = `${slug} `.repeat(Math.ceil(TEXT_BYTES / (slug.length + 1)));
    const response = await fetch(`${api.url}${PROMPTS}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: slug, slug, promptText: text }),
    });
    const { code } = (await response.json()) as { code?: string };
    return { slug, text, status: response.status, code };
  }

  /** Fills the disk, goes on for a while, makes room and goes on: what each request was told. */
  async function fill(api: Api, pid: number): Promise<Told[]> {
    const told: Told[] = [];
    const next = async (): Promise<Told> => {
      const each = await create(api, `p-${told.length}`);
      told.push(each);
      return each;
    };
    const files = readdirSync(dataDir).filter((name) => name.startsWith('japm.sqlite'));
    limitFiles(pid, Math.max(...files.map((name) => statSync(join(dataDir, name)).size)) + ROOM_BYTES);
    while (told.length < MOST && (await next()).status === 201);
    expect(told.at(-1)).toMatchObject({ status: 503, code: expect.stringMatching(/^platform\.disk_(?:full|failed)$/u) as string });
    for (let n = 0; n < 5; n += 1) await next();
    limitFiles(pid, 'unlimited');
    for (let n = 0; n < 20; n += 1) expect((await next()).status).toBe(201);
    return told;
  }

  /** What a new process finds, against what was told; whether a change was kept is unknown where the disk failed. */
  async function judge(api: Api, told: readonly Told[]): Promise<string[]> {
    const listed = (await api.get<Prompt[]>(PROMPTS)).body.map(({ id }) => id);
    const events = (await trail(api, '&action=prompt.create&outcome=success')).map(({ resource }) => resource.id);
    const faults: string[] = [];
    for (const { slug, text, status, code } of told) {
      const found = [listed.includes(slug), events.some((id) => id.endsWith(`/${slug}`))];
      const expected = code === 'platform.disk_failed' ? found[1] : status === 201;
      if (!found.every((each) => each === expected)) faults.push(`${slug} was ${status} ${code ?? ''}; found: ${found.join(', ')}`);
      if (!found[0]) continue;
      const { versions } = (await api.get<Prompt>(`${PROMPTS}/${slug}`)).body;
      if (versions.length !== 1 || versions[0]?.promptText !== text) faults.push(`${slug} is there in part`);
    }
    return faults;
  }

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'is what a new process finds after %s',
    async (signal) => {
      const first = await start();
      await first.post('/api/projects', { name: 'disk' });
      const told = await fill(first, running?.pid ?? 0);
      expect(told.filter(({ status }) => status === 201).length).toBeGreaterThan(20);
      await running?.end(signal);
      expect(await judge(await start(), told)).toEqual([]);
      await running?.end();
      const verify = JapmProcess.command(['verify'], { JAPM_DATA_DIR: dataDir });
      expect(await verify.exited).toEqual({ code: 0, signal: null });
      expect(verify.output).toMatch(/^valid\n/u);
    },
    120_000,
  );
});
