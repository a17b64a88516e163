import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerApiKeys } from '#contexts/identity/api-key/adapters/cli/api-keys.command';
import { registerSession } from '#contexts/identity/session/adapters/cli/session.command';
import { registerTenants } from '#contexts/identity/tenant-administration/adapters/cli/tenants.command';
import { registerUsers } from '#contexts/identity/user/adapters/cli/users.command';
import { registerKeys } from '#platform/cli/keys.command';
import { runProgram } from '#platform/cli/run-program';
import { ADMIN, startTestingApp, type TestingApp } from '../../../http/testing-app';

const COMMANDS = [registerSession, registerUsers, registerTenants, registerApiKeys, registerKeys];

let home: string;
let url: string;
let out: string[] = [];
let err: string[] = [];

async function japm(args: readonly string[], env: Readonly<Record<string, string>> = {}, answers: readonly string[] = []): Promise<number> {
  out = [];
  err = [];
  const left = [...answers];
  const answer = (question: string): Promise<string> => {
    err.push(question);
    return Promise.resolve(left.shift() ?? '');
  };
  const output = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), terminal: null };
  return runProgram(COMMANDS, args, { output, input: { line: answer, secret: answer }, env: { HOME: home, JAPM_URL: url, ...env } });
}
interface Shown {
  readonly id: string;
  readonly name?: string;
}
const shown = (): unknown => JSON.parse(out.join('\n'));
const listed = (): Shown[] => out.map((line) => JSON.parse(line) as Shown);

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'japm-home-'));
});
afterEach(() => rm(home, { recursive: true }));

describe('the command line of identity', () => {
  let app: TestingApp;
  beforeAll(async () => {
    app = await startTestingApp();
    url = app.url;
  });
  afterAll(() => app.stop());

  const login = () => japm(['login'], { JAPM_EMAIL: ADMIN.email, JAPM_PASSWORD: ADMIN.password });

  it('asks who signs in, keeps the token, and forgets it', async () => {
    expect(await japm(['whoami'])).toBe(2);
    expect(await japm(['login'], {}, [ADMIN.email, 'wrong'])).toBe(4);
    expect(err.at(-1)).toBe('japm: Invalid credentials (401)');
    expect(await japm(['login'], {}, [ADMIN.email, ADMIN.password])).toBe(0);
    expect(out).toEqual([`Signed in at ${url} as ${ADMIN.email}`]);
    expect([...out, ...err].join()).not.toContain(ADMIN.password);
    const kept = await readFile(join(home, '.config/japm/credentials.json'), 'utf8');
    expect(kept).not.toContain(ADMIN.password);
    expect(await japm(['whoami'])).toBe(0);
    expect(out[0]).toBe(`email     ${ADMIN.email}`);
    expect(await japm(['whoami', '--json'])).toBe(0);
    expect(shown()).toMatchObject({ email: ADMIN.email, role: 'admin' });
    expect(await japm(['logout'])).toBe(0);
    expect(out).toEqual([`Signed out at ${url}`]);
    expect(await japm(['whoami'])).toBe(2);
    expect(await japm(['logout'])).toBe(0);
    expect(out).toEqual([`Not signed in at ${url}`]);
  });

  it('renews its token when that is over, keeps the new one, and says when the session is', async () => {
    await login();
    const file = join(home, '.config/japm/credentials.json');
    interface Kept {
      servers: Record<string, { token: string; refreshToken: string; expiresAt: string }>;
    }
    const kept = async (): Promise<Kept['servers'][string]> => {
      const login = (JSON.parse(await readFile(file, 'utf8')) as Kept).servers[url];
      if (!login) throw new Error('nothing is kept');
      return login;
    };
    const before = await kept();
    const spoil = async (changes: object): Promise<void> =>
      writeFile(file, JSON.stringify({ servers: { [url]: { ...(await kept()), ...changes } } }));
    await spoil({ token: 'over', expiresAt: '2000-01-01T00:00:00.000Z' });
    expect(await japm(['whoami'])).toBe(0);
    const after = await kept();
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(Date.parse(after.expiresAt)).toBeGreaterThan(Date.now());
    await app.request('get', '/api/auth/profile', after.token).expect(200);
    await app.request('post', '/api/auth/logout', after.token).send({}).expect(204);
    expect(await japm(['whoami'])).toBe(4);
    expect(err.join()).toContain('401');
  });

  it('goes on at the server of the last login, unless another is named', async () => {
    const nowhere = { JAPM_URL: '' };
    expect(await japm(['login', '--url', `${url}/`], nowhere, [ADMIN.email, ADMIN.password])).toBe(0);
    expect(await japm(['whoami'], nowhere)).toBe(0);
    expect(await japm(['whoami'], { JAPM_URL: 'https://other.test' })).toBe(2);
    expect(err.join()).toContain('who are you at https://other.test?');
    expect(await japm(['whoami', '--url', 'https://third.test'], nowhere)).toBe(2);
    expect(await japm(['logout'], nowhere)).toBe(0);
    expect(out).toEqual([`Signed out at ${url}`]);
    expect(await japm(['whoami'], nowhere)).toBe(2);
    expect(err.join()).toContain('who are you at http://127.0.0.1:3000?');
  });

  it('makes one session for all commands with the same password in the environment, and ends it', async () => {
    const file = join(home, '.config/japm/credentials.json');
    const asAdmin = { JAPM_EMAIL: ADMIN.email, JAPM_PASSWORD: ADMIN.password };
    const logins = async (): Promise<number> => {
      const response = await app.request('get', '/api/audit/events?action=session.login&outcome=success&limit=1000', app.admin).expect(200);
      return (response.body as unknown[]).length;
    };
    const before = await logins();
    for (let time = 0; time < 3; time++) expect(await japm(['whoami'], asAdmin)).toBe(0);
    expect(await logins()).toBe(before + 1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(ADMIN.password);
    // It is nobody's login: commands without the password have none.
    expect(await japm(['whoami'])).toBe(2);
    // Of somebody else.
    expect(await japm(['whoami'], { JAPM_EMAIL: 'cy@japm.test', JAPM_PASSWORD: 'a long password' })).toBe(4);
    const kept = await readFile(file, 'utf8');
    expect(await japm(['logout'], asAdmin)).toBe(0);
    const { servers } = JSON.parse(kept) as { servers: Record<string, { token: string }> };
    for (const { token } of Object.values(servers)) await app.request('get', '/api/auth/profile', token).expect(401);
    expect(await readFile(file, 'utf8')).not.toContain('token');
    // A session that is over is followed by another, not by a refusal.
    await writeFile(file, kept);
    expect(await japm(['whoami'], asAdmin)).toBe(0);
    expect(await logins()).toBe(before + 2);
    // That of japm login serves as well.
    await japm(['logout']);
    await login();
    expect(await japm(['whoami'], asAdmin)).toBe(0);
    expect(await logins()).toBe(before + 3);
    // Where nothing can be kept, or what is kept is damaged, the password is enough.
    await writeFile(file, 'nonsense');
    expect(await japm(['whoami'], asAdmin)).toBe(0);
    expect(await japm(['whoami'], { ...asAdmin, HOME: '' })).toBe(0);
    expect(await logins()).toBe(before + 5);
  });

  it('creates, shows, changes and deletes users', async () => {
    await login();
    const created = await japm(['users', 'create', '--address', 'bo@japm.test', '--name', 'Bo', '--role', 'user', '--json'], {}, [
      'a long password',
    ]);
    expect(created).toBe(0);
    const { id } = shown() as Shown;
    expect(await japm(['whoami', '--email', 'bo@japm.test'], { JAPM_PASSWORD: 'a long password' })).toBe(0);
    expect(await japm(['users', 'list'])).toBe(0);
    expect(out[0]).toMatch(/^ID +EMAIL +NAME +ROLE/u);
    expect(out.find((line) => line.startsWith(id))).toMatch(/bo@japm\.test +Bo +user/u);
    expect(await japm(['users', 'update', id, '--name', 'Bob', '--role', 'prompt_consumer'])).toBe(0);
    expect(out.join('\n')).toMatch(/name +Bob\nrole +prompt_consumer/u);
    expect(await japm(['users', 'update', id, '--new-password'], { JAPM_NEW_PASSWORD: 'another password' })).toBe(0);
    expect(await japm(['whoami', '--email', 'bo@japm.test'], { JAPM_PASSWORD: 'another password' })).toBe(0);
    expect(await japm(['users', 'delete', id])).toBe(0);
    expect(await japm(['users', 'delete', id])).toBe(3);
    expect(await japm(['users', 'create', '--address', 'x'], {}, ['short'])).toBe(1);
    expect(err.join()).toMatch(/2 faults:\n {2}email must be an email\n {2}password must be at least 8/u);
    expect(await japm(['users', 'create', '--address', 'x@y.test', '--role', 'root'])).toBe(2);
  });

  it('creates and shows tenants', async () => {
    await login();
    expect(await japm(['tenants', 'create', 'Acme', '--admin-address', 'ann@acme.test'], { JAPM_NEW_PASSWORD: 'a long password' })).toBe(0);
    expect(await japm(['tenants', 'list', '--json'])).toBe(0);
    const acme = listed().find(({ name }) => name === 'Acme');
    expect(await japm(['tenants', 'update', acme?.id ?? '', '--name', 'Acme Ltd'])).toBe(0);
    expect(out.join('\n')).toMatch(/name +Acme Ltd/u);
    expect(await japm(['tenants', 'delete', acme?.id ?? ''])).toBe(0);
  });

  it('creates an API key, alone on standard output, and revokes it', async () => {
    await login();
    expect(await japm(['keys', 'create', 'shop', '--expires', '2031-01-31T09:30:00Z'])).toBe(0);
    const [key = ''] = out;
    expect(out).toHaveLength(1);
    expect(key).toMatch(/^japm_[0-9a-f]{8}_[0-9a-f]{48}$/u);
    await app.request('get', '/api/auth/profile').set('x-api-key', key).expect(200);
    expect(await japm(['keys', 'list', '--json'])).toBe(0);
    const [{ id } = { id: '' }] = listed();
    expect(await japm(['keys', 'revoke', id])).toBe(0);
    await app.request('get', '/api/auth/profile').set('x-api-key', key).expect(401);
    expect(await japm(['keys', 'generate', '--out', join(home, 'secrets')])).toBe(0);
  });

  it.each([
    [['users', 'update', 'u1', '--disable', '--enable'], /exclude each other/u],
    [['tenants', 'update', 't1', '--disable', '--enable'], /exclude each other/u],
    [['keys', 'rotate', 'k1', '--overlap', 'long'], /not a number of seconds/u],
    [['users', 'create'], /--address/u],
    [['login', '--url', 'ftp://x'], /not an http or https address/u],
  ])('takes %j for wrong usage', async (args, message) => {
    expect(await japm(args, { JAPM_TOKEN: app.admin })).toBe(2);
    expect(err.join('\n')).toMatch(message);
  });
});

describe('what the command line sends', () => {
  let server: Server;
  let sent: { readonly call: string; readonly body: unknown }[];
  let status: number;

  beforeEach(async () => {
    sent = [];
    status = 200;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        sent.push({ call: `${request.method ?? ''} ${request.url ?? ''}`, body: text === '' ? null : (JSON.parse(text) as unknown) });
        const answer = { id: 'x1', apiKey: 'japm_new', access_token: 'the-token', expires_in: 60 };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it.each<[string[], string, unknown]>([
    [['users', 'update', 'a/b', '--disable'], 'PATCH /api/users/a%2Fb', { disabled: true }],
    [['users', 'update', 'u1', '--enable'], 'PATCH /api/users/u1', { disabled: false }],
    [['tenants', 'update', 't1', '--disable'], 'PATCH /api/tenants/t1', { disabled: true }],
    [['keys', 'rotate', 'k1', '--overlap', '3600'], 'POST /api/api-keys/k1/rotate', { overlapSeconds: 3600 }],
    [
      ['keys', 'create', 'shop', '--permission', 'prompt:resolve', 'prompt:read', '--project', 'shop', '--environment', 'production'],
      'POST /api/api-keys',
      { name: 'shop', permissions: ['prompt:resolve', 'prompt:read'], projects: ['shop'], environments: ['production'] },
    ],
  ])('for %j is %s', async (args, call, body) => {
    expect(await japm(args, { JAPM_TOKEN: 't' })).toBe(0);
    expect(sent).toEqual([{ call, body }]);
  });

  it('on logout ends the session, everywhere when asked to, and forgets the token whatever the server says', async () => {
    await japm(['login'], { JAPM_EMAIL: 'a@b.test', JAPM_PASSWORD: 'x' });
    expect(await japm(['logout', '--everywhere'])).toBe(0);
    expect(sent.at(-1)).toEqual({ call: 'POST /api/auth/logout', body: { everywhere: true } });
    await japm(['login'], { JAPM_EMAIL: 'a@b.test', JAPM_PASSWORD: 'x' });
    status = 500;
    expect(await japm(['logout'])).toBe(0);
    expect(err.join()).toMatch(/did not end the session/u);
    expect(await japm(['whoami'])).toBe(2);
  });

  it('does not create anything twice when an answer is lost', async () => {
    status = 503;
    expect(await japm(['keys', 'create', 'shop'], { JAPM_TOKEN: 't' })).toBe(6);
    expect(sent).toHaveLength(1);
  });
});
