import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMissingKeys } from '#platform/config/key-files';
import { parseConfig, readSettings } from '#platform/config/load-config';
import { KEY_NAMES, KEY_VARIABLES, type KeyName } from '#platform/config/needed-keys';

const ROOT = join(__dirname, '../../..');

/** What the server says with that environment; node-config reads it once in a process. */
function start(env: Readonly<Record<string, string>>): readonly string[] {
  const script =
    "const { loadConfig } = require('./src/platform/config/load-config.ts'); const { secretProblems } = require('./src/platform/config/keys.ts');" +
    "try { loadConfig(secretProblems); console.log('sound'); } catch (error) { console.log(error.name + ' ' + error.message); }";
  const { PATH = '' } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, ['--conditions=japm-source', '--require', 'tsx/cjs', '-e', script], {
    cwd: ROOT,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return stdout.trimEnd().split('\n');
}

describe('a configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'japm-config-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('with many faults is refused with all of them, each with its environment variable', () => {
    const provider = { id: 'x', issuer: 'http://login.acme.com', clientId: 'c', tenant: 'default-tenant', emailDomains: ['acme.com'] };
    const missing = join(folder, 'none');
    expect(
      start({
        NODE_ENV: 'production',
        PORT: '70000',
        JAPM_ROLES: 'api,cook',
        JAPM_TRUSTED_PROXIES: '-1',
        JAPM_DATABASE_URL: 'postgres://x',
        JAPM_KAFKA_BROKERS: 'foo, 127.0.0.1:9092',
        JAPM_LIMITS: 'yes',
        JAPM_SERVER_SECRET: 'short',
        JAPM_LOG_KEY: 'no key',
        JAPM_ADMIN_PASSWORD_FILE: missing,
        JAPM_OIDC_PROVIDERS: JSON.stringify([provider]),
      }),
    ).toEqual([
      'ConfigurationError The configuration is not valid:',
      '✖ must be true or false',
      '  → at limits.enabled (JAPM_LIMITS)',
      `✖ JAPM_ADMIN_PASSWORD_FILE: ENOENT: no such file or directory, open '${missing}'`,
      '✖ In production these must be given: JAPM_JWT_KEYS (or JAPM_JWT_KEYS_FILE). `japm keys generate --out FOLDER` makes them',
      '✖ JAPM_SERVER_SECRET: a secret must have at least 32 characters',
      '✖ JAPM_LOG_KEY: must be an Ed25519 private key in PKCS#8 PEM',
      expect.stringMatching(/^✖ Invalid option/u),
      '  → at roles.1 (JAPM_ROLES)',
      expect.stringMatching(/^✖ Too big/u),
      '  → at server.port (PORT)',
      expect.stringMatching(/^✖ Too small/u),
      '  → at server.trustedProxies (JAPM_TRUSTED_PROXIES)',
      '✖ must be sqlite:PATH or mysql://USER:PASSWORD@HOST:PORT/NAME',
      '  → at database.url (JAPM_DATABASE_URL)',
      '✖ must be HOST:PORT; several are separated by commas',
      '  → at kafka.brokers.0 (JAPM_KAFKA_BROKERS)',
      '✖ must be https; http is for this machine only and never in production',
      '  → at oidc.providers.0.issuer (JAPM_OIDC_PROVIDERS)',
      '✖ is needed where there are providers',
      '  → at oidc.publicUrl (JAPM_PUBLIC_URL)',
    ]);
  });

  it('whose JSON is broken says so with the rest, and shows no secret', () => {
    const said = start({ JAPM_OIDC_PROVIDERS: '[{"clientSecret":"hush"', PORT: 'x', JAPM_ADMIN_PASSWORD: 'short', JAPM_JWT_KEYS: 'tiny' });
    expect(said).toEqual([
      'ConfigurationError The configuration is not valid:',
      '✖ must be JSON',
      '  → at oidc.providers (JAPM_OIDC_PROVIDERS)',
      '✖ JAPM_JWT_KEYS: a secret must have at least 32 characters',
      expect.stringMatching(/^✖ Invalid input/u),
      '  → at server.port (PORT)',
      expect.stringMatching(/^✖ /u),
      '  → at auth.adminPassword (JAPM_ADMIN_PASSWORD)',
    ]);
    expect(said.join('\n')).not.toMatch(/hush|tiny/u);
  });

  it('from the environment is taken where it is sound', () => {
    writeFileSync(join(folder, 'secret'), `${'s'.repeat(32)}\n`);
    const env = { JAPM_LIMITS: 'true', JAPM_SERVER_SECRET_FILE: join(folder, 'secret'), JAPM_OIDC_PROVIDERS: '[]', JAPM_KAFKA_BROKERS: '' };
    expect(start(env)).toEqual(['sound']);
  });

  it('wants the keys of its roles only, and does not read the files of others', () => {
    const [keys, none] = [writeMissingKeys(join(folder, 'keys')), join(folder, 'none')];
    const startAs = (roles: string, given: readonly KeyName[]): readonly string[] => {
      const files = KEY_NAMES.map((name) => [`${KEY_VARIABLES[name]}_FILE`, given.includes(name) ? keys[name] : none]);
      return start({ NODE_ENV: 'production', JAPM_ROLES: roles, ...(Object.fromEntries(files) as Record<string, string>) });
    };
    expect(startAs('api', ['jwtKeys', 'serverSecret', 'logPublicKey'])).toEqual(['sound']);
    expect(startAs('relay', ['logKey'])).toEqual(['sound']);
    expect(startAs('worker', [])).toEqual(['sound']);
    expect(startAs('relay', ['jwtKeys', 'serverSecret', 'logPublicKey'])).toEqual([
      'ConfigurationError The configuration is not valid:',
      `✖ JAPM_LOG_KEY_FILE: ENOENT: no such file or directory, open '${none}'`,
      '✖ In production these must be given: JAPM_LOG_KEY (or JAPM_LOG_KEY_FILE). `japm keys generate --out FOLDER` makes them',
    ]);
  }, 60_000);

  const settings = readSettings() as { kafka: object };
  const brokersOf = (brokers: string): readonly string[] =>
    parseConfig({ ...settings, kafka: { ...settings.kafka, brokers } }).kafka.brokers;

  it.each([
    ['kafka:9092', ['kafka:9092']],
    [' a.b-c_d:1 , [::1]:65535,', ['a.b-c_d:1', '[::1]:65535']],
    ['', []],
  ])('takes %j as brokers', (text, brokers) => {
    expect(brokersOf(text)).toEqual(brokers);
  });

  it.each(['foo', ':9092', 'a:', 'a:0', 'a:65536', 'a:9092:1', 'kafka://a:9092', '::1:9092', 'a b:9092', 'a:9092;b:9092', 'a:9092,b'])(
    'refuses %j as brokers',
    (text) => {
      expect(() => brokersOf(text)).toThrow(/must be HOST:PORT/u);
    },
  );
});
