import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerKeys } from '#platform/cli/keys.command';
import { runProgram } from '#platform/cli/run-program';
import type { Config, ServerRole } from '#platform/config/config.schema';
import { publicHalfOf } from '#platform/config/key-files';
import { existingLogPublicKey, loadKeys, secretProblems } from '#platform/config/keys';
import { KEY_VARIABLES, type GivenKeys, type KeyName } from '#platform/config/needed-keys';

const SECRET = 'c'.repeat(32);
const logKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const GIVEN: GivenKeys = { jwtKeys: SECRET, logKey, logPublicKey: publicHalfOf(logKey), serverSecret: SECRET };
const ALL: ServerRole[] = ['api', 'relay', 'worker'];

describe('the secrets of an installation', () => {
  let folder: string;
  const configOf = (given: Partial<GivenKeys> & { roles?: ServerRole[]; generateKeys?: boolean } = {}): Config => {
    const { jwtKeys = '', serverSecret = '', logKey = '', logPublicKey = '', generateKeys = true, roles = ALL } = given;
    return { dataDir: folder, roles, auth: { jwtKeys, serverSecret, generateKeys }, audit: { logKey, logPublicKey } } as unknown as Config;
  };
  /** The variables that are named as missing. */
  const problemsOf = (given: Parameters<typeof configOf>[0]): string[] =>
    secretProblems(configOf(given)).flatMap((each) => [...each.matchAll(/\b(JAPM_[A-Z_]+) \(or/gu)].map(([, name = '']) => name));
  const generate = async (...args: string[]): Promise<{ code: number; out: string[] }> => {
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: () => undefined, terminal: null };
    return { code: await runProgram([registerKeys], ['keys', 'generate', ...args], { output, env: {} }), out };
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'japm-keys-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are made once by japm keys generate, for their owner only; it prints where, never what', async () => {
    const out = join(folder, 'secrets');
    const first = await generate('--out', out);
    expect(first.out).toEqual([
      `JAPM_JWT_KEYS_FILE=${out}/jwt.key`,
      `JAPM_LOG_KEY_FILE=${out}/log.pem`,
      `JAPM_LOG_PUBLIC_KEY_FILE=${out}/log.public.pem`,
      `JAPM_SERVER_SECRET_FILE=${out}/server.secret`,
    ]);
    const contents = (): string[] => readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const made = contents();
    for (const name of readdirSync(out)) expect(statSync(join(out, name)).mode & 0o777).toBe(0o600);
    for (const secret of made) expect(first.out.join()).not.toContain(secret.trim());
    expect((await generate('--out', out)).code).toBe(0);
    expect(contents()).toEqual(made);
    expect((await generate()).code).toBe(2);
  });

  it('hold the public half of a log key that was there before', async () => {
    const { logKey } = loadKeys(configOf());
    rmSync(join(folder, 'keys/log.public.pem'));
    expect((await generate('--out', join(folder, 'keys'))).code).toBe(0);
    expect(readFileSync(join(folder, 'keys/log.public.pem'), 'utf8')).toBe(publicHalfOf(logKey ?? ''));
    rmSync(join(folder, 'keys/log.pem'));
    expect((await generate('--out', join(folder, 'keys'))).code).toBe(2);
    expect(readdirSync(join(folder, 'keys'))).not.toContain('log.pem');
  });

  it('come from the configuration, or are made under the data folder where that is allowed', () => {
    const made = loadKeys(configOf());
    expect(loadKeys(configOf())).toEqual(made);
    const logKey = made.logKey ?? '';
    expect(createPrivateKey(logKey).asymmetricKeyType).toBe('ed25519');
    const given = loadKeys(
      configOf({ jwtKeys: `${'a'.repeat(32)}, ${'b'.repeat(32)}`, serverSecret: SECRET, logKey: logKey.replaceAll('\n', '\\n') }),
    );
    expect(given).toEqual({
      api: { jwtKeys: ['a'.repeat(32), 'b'.repeat(32)], serverSecret: SECRET, logPublicKey: publicHalfOf(logKey) },
      logKey: logKey.trim(),
    });
  });

  it.each<[ServerRole[], KeyName[]]>([
    [['api'], ['jwtKeys', 'logPublicKey', 'serverSecret']],
    [['relay'], ['logKey']],
    [['worker'], []],
    [
      ['api', 'worker'],
      ['jwtKeys', 'logPublicKey', 'serverSecret'],
    ],
    [['relay', 'worker'], ['logKey']],
    [
      ['api', 'relay'],
      ['jwtKeys', 'logKey', 'serverSecret'],
    ],
    [
      ['api', 'relay', 'worker'],
      ['jwtKeys', 'logKey', 'serverSecret'],
    ],
  ])('of the roles %j are %j: these are wanted, enough, and all that the process has', (roles, names) => {
    expect(problemsOf({ roles, generateKeys: false })).toEqual(names.map((name) => KEY_VARIABLES[name]));
    for (const left of names) {
      const others = Object.fromEntries(names.filter((name) => name !== left).map((name) => [name, GIVEN[name]]));
      expect(problemsOf({ roles, generateKeys: false, ...others })).toEqual([KEY_VARIABLES[left]]);
    }
    const keys = loadKeys(configOf({ roles, generateKeys: false, ...Object.fromEntries(names.map((name) => [name, GIVEN[name]])) }));
    expect(keys).toEqual({
      api: roles.includes('api') ? { jwtKeys: [SECRET], serverSecret: SECRET, logPublicKey: GIVEN.logPublicKey } : null,
      logKey: roles.includes('relay') ? GIVEN.logKey : null,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<[ServerRole[], string[]]>([
    [['relay'], ['log.pem', 'log.public.pem']],
    [['worker'], []],
    [['api'], ['jwt.key', 'log.pem', 'log.public.pem', 'server.secret']],
  ])('that %j uses are made under the data folder, with the pair of the log', (roles, files) => {
    loadKeys(configOf({ roles }));
    expect(existsSync(join(folder, 'keys')) ? readdirSync(join(folder, 'keys')).toSorted() : []).toEqual(files);
  });

  it('under the data folder are left alone by roles that do not use them', () => {
    loadKeys(configOf());
    for (const name of ['log.pem', 'jwt.key']) writeFileSync(join(folder, 'keys', name), 'spoilt');
    expect(() => loadKeys(configOf())).toThrow(/JAPM_JWT_KEYS.*JAPM_LOG_KEY/u);
    expect(() => loadKeys(configOf({ roles: ['relay'] }))).toThrow(/JAPM_LOG_KEY/u);
    expect(loadKeys(configOf({ roles: ['worker'] }))).toEqual({ api: null, logKey: null });
    expect(loadKeys(configOf({ roles: ['api'], jwtKeys: SECRET })).logKey).toBeNull();
  });

  it('let an API derive the public half of a private key that it is given', () => {
    const keys = loadKeys(configOf({ roles: ['api'], generateKeys: false, jwtKeys: SECRET, serverSecret: SECRET, logKey: GIVEN.logKey }));
    expect(keys).toMatchObject({ api: { logPublicKey: GIVEN.logPublicKey }, logKey: null });
  });

  it('are refused where the halves of the log key do not belong together, or the wrong one is given', () => {
    const stranger = publicHalfOf(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    expect(() => loadKeys(configOf({ ...GIVEN, logPublicKey: stranger }))).toThrow('must be the public half of JAPM_LOG_KEY');
    for (const logPublicKey of ['x', GIVEN.logKey])
      expect(() => loadKeys(configOf({ ...GIVEN, logPublicKey }))).toThrow(
        'JAPM_LOG_PUBLIC_KEY: must be an Ed25519 public key in SPKI PEM',
      );
  });

  it('that are missing or too short are all named', () => {
    expect(() => loadKeys(configOf({ generateKeys: false, jwtKeys: 'x' }))).toThrow(/JAPM_LOG_KEY .*JAPM_SERVER_SECRET/u);
    expect(() => loadKeys(configOf({ jwtKeys: 'x', serverSecret: 'y' }))).toThrow(/JAPM_JWT_KEYS, JAPM_SERVER_SECRET: .* at least 32/u);
  });

  it('hold a public log key for those who only look, who make none', () => {
    expect(existingLogPublicKey(configOf())).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    expect(existingLogPublicKey(configOf({ logKey: GIVEN.logKey.replaceAll('\n', '\\n') }))).toBe(GIVEN.logPublicKey);
    expect(existingLogPublicKey(configOf({ logPublicKey: 'a\\nb' }))).toBe('a\nb');
    const made = publicHalfOf(loadKeys(configOf()).logKey ?? '');
    expect(existingLogPublicKey(configOf())).toBe(made);
    rmSync(join(folder, 'keys/log.pem'));
    expect(existingLogPublicKey(configOf())).toBe(made);
  });
});
