import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiSettings } from '#platform/cli/api-settings';
import { LoginRenewal } from '#platform/cli/login-renewal';
import { CredentialStore } from '#platform/cli/credential-store';

const URL = 'http://127.0.0.1:3000';
const LOGIN = { token: 'the-token', email: 'ann@acme.test', expiresAt: '2999-01-01T00:00:00.000Z' };

describe('the kept logins', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'japm-config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each(['XDG_CONFIG_HOME', 'HOME'])('stand by server in a file of %s that only its user reads', async (variable) => {
    const env = { [variable]: folder };
    new CredentialStore(env).keep(URL, LOGIN);
    new CredentialStore(env).keep('https://other.test', { ...LOGIN, token: 'other' });
    const file = join(folder, variable === 'HOME' ? '.config' : '', 'japm', 'credentials.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
    expect(new CredentialStore(env).find(URL)).toEqual(LOGIN);
    new CredentialStore(env).forget(URL);
    expect(new CredentialStore(env).find(URL)).toBeNull();
    expect(await readFile(file, 'utf8')).not.toContain('the-token');
    expect(new CredentialStore(env).find('https://other.test')).toMatchObject({ token: 'other' });
  });

  it('closes a file that others could read', async () => {
    const env = { XDG_CONFIG_HOME: folder };
    new CredentialStore(env).keep(URL, LOGIN);
    const file = join(folder, 'japm', 'credentials.json');
    await chmod(file, 0o644);
    new CredentialStore(env).keep(URL, LOGIN);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each(['', '[]', '{"servers":1x', '{"servers":{"a":{"token":1}}}'])('says that a file with %j is damaged', async (text) => {
    const env = { XDG_CONFIG_HOME: folder };
    new CredentialStore(env).keep(URL, LOGIN);
    await writeFile(join(folder, 'japm', 'credentials.json'), text);
    expect(() => new CredentialStore(env).find(URL)).toThrow(/damaged/u);
  });

  it('has no place without a home', () => {
    expect(new CredentialStore({}).find(URL)).toBeNull();
    expect(() => new CredentialStore({}).keep(URL, LOGIN)).toThrow(/neither HOME nor XDG_CONFIG_HOME/u);
  });

  it('stand in for credentials that are not given, while they last', () => {
    const env = { XDG_CONFIG_HOME: folder };
    new CredentialStore(env).keep(URL, LOGIN);
    expect(apiSettings({}, env)).toEqual({ baseUrl: URL, credentials: { token: 'the-token' } });
    expect(apiSettings({ url: `${URL}/` }, env)).toMatchObject({ credentials: { token: 'the-token' } });
    expect(apiSettings({}, { ...env, JAPM_TOKEN: 'given' })).toMatchObject({ credentials: { token: 'given' } });
    expect(() => apiSettings({ url: 'https://other.test' }, env)).toThrow(/Run japm login/u);
    new CredentialStore(env).keep(URL, { ...LOGIN, expiresAt: '2000-01-01T00:00:00.000Z' });
    expect(() => apiSettings({}, env)).toThrow(/has expired; run japm login again/u);
    new CredentialStore(env).keep(URL, { ...LOGIN, refreshToken: 'renews', expiresAt: '2000-01-01T00:00:00.000Z' });
    expect(apiSettings({}, env)).toMatchObject({ credentials: { token: 'the-token', renewal: expect.any(LoginRenewal) as LoginRenewal } });
  });
});
