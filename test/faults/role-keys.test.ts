import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { openCheckpoint } from '#contexts/audit/log/domain/checkpoint';
import { parseVerifierKey } from '#contexts/audit/log/domain/signed-note';
import { Api } from '../chain/api';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from './japm-process';

const ROOT = resolve(__dirname, '../..');
const ROLES = ['api', 'relay', 'worker'] as const;
type Role = (typeof ROLES)[number];
/** What each finds in /keys, beside the address of the database. */
const KEYS: Readonly<Record<Role, readonly string[]>> = {
  api: ['jwt.key', 'log.public.pem', 'server.secret'],
  relay: ['log.pem'],
  worker: [],
};

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
}
const { services, volumes } = load(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as {
  services: Readonly<Record<Role | 'secrets', Service>>;
  volumes: object;
};

describe('the roles of docker-compose.yml', () => {
  let root: string;
  beforeAll(() => {
    build();
    root = freshDataDir();
    const made = spawnSync(process.execPath, ['ops/compose/secrets.cjs', root], { cwd: ROOT, encoding: 'utf8' });
    expect(made).toMatchObject({ status: 0, stderr: '' });
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(ROLES)('%s: sees its own keys and names no others', (role) => {
    const [mounted, ...more] = services[role].volumes.filter((each) => each.split(':')[0] !== 'data');
    expect(more).toEqual([]);
    const [volume = '', ...where] = (mounted ?? '').split(':');
    expect(where).toEqual(['/keys', 'ro']);
    expect(Object.keys(volumes)).toContain(volume);
    expect(services.secrets.volumes).toContain(`${volume}:/role-keys/${role}`);
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toContain(` /role-keys/${role} `);
    const files = ['database.url', ...KEYS[role]].toSorted();
    expect(readdirSync(join(root, 'role-keys', role)).toSorted()).toEqual(files);
    const named = Object.entries(services[role].environment).filter(([name]) => name.endsWith('_FILE'));
    expect(named.map(([, path]) => path).toSorted()).toEqual(files.map((each) => `/keys/${each}`));
  });

  it('keep the keys that are there when the secrets are made again', () => {
    const contents = (): string[] => KEYS.api.map((name) => readFileSync(join(root, 'role-keys/api', name), 'utf8'));
    const before = contents();
    expect(spawnSync(process.execPath, ['ops/compose/secrets.cjs', root], { cwd: ROOT }).status).toBe(0);
    expect(contents()).toEqual(before);
  });

  it('work with these keys: the API hands out the public key and the checkpoint that the relay signed', async () => {
    const dataDir = join(root, 'data');
    await mkdir(dataDir);
    const settingsOf = (role: Role): Record<string, string> => {
      const own = services[role].environment;
      const files = Object.entries(own).filter(([name]) => name.endsWith('_FILE') && !name.startsWith('JAPM_DATABASE'));
      return {
        NODE_ENV: 'production',
        JAPM_HOST: '127.0.0.1',
        JAPM_ROLES: own.JAPM_ROLES ?? '',
        ...Object.fromEntries(files.map(([name, path]) => [name, join(root, 'role-keys', role, basename(path))])),
      };
    };
    // One after the other: on SQLite one process has the database.
    const during = async (role: Role, work: (running: JapmProcess) => Promise<void>): Promise<void> => {
      const running = JapmProcess.server(dataDir, settingsOf(role));
      try {
        await running.up();
        await work(running);
      } finally {
        expect(await running.end()).toEqual({ code: 0, signal: null });
      }
    };
    await during('relay', () => eventually(() => expect(readdirSync(dataDir)).toContain('checkpoint'), 30_000));
    await during('worker', async ({ opsUrl }) => {
      expect((await fetch(`${opsUrl}/health/startup`)).status).toBe(200);
    });
    await during('api', async ({ url }) => {
      const { token } = await Api.login(url, ADMIN.email, ADMIN.password);
      const text = async (path: string): Promise<string> =>
        (await fetch(`${url}/api/audit/log/${path}`, { headers: { authorization: `Bearer ${token}` } })).text();
      const checkpoint = openCheckpoint(await text('checkpoint'), parseVerifierKey(await text('key')));
      expect(checkpoint.size).toBeGreaterThan(0);
      const verify = JapmProcess.command(['verify'], { ...settingsOf('api'), JAPM_DATA_DIR: dataDir });
      expect(await verify.exited).toEqual({ code: 0, signal: null });
      expect(verify.output).toMatch(/^valid\n/u);
    });
    expect(readdirSync(dataDir)).not.toContain('keys');
  }, 120_000);
});
