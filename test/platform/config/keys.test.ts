import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerKeys } from '#platform/cli/keys.command';
import { runProgram } from '#platform/cli/run-program';
import type { Config } from '#platform/config/config.schema';
import { existingLogKey, loadKeys } from '#platform/config/keys';

describe('the secrets of an installation', () => {
  let folder: string;
  const configOf = (given: { jwtKeys?: string; serverSecret?: string; logKey?: string; generateKeys?: boolean } = {}): Config => {
    const { jwtKeys = '', serverSecret = '', logKey = '', generateKeys = true } = given;
    return { dataDir: folder, auth: { jwtKeys, serverSecret, generateKeys }, audit: { logKey } } as Config;
  };
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

  it('come from the configuration, or are made under the data folder where that is allowed', () => {
    const made = loadKeys(configOf());
    expect(loadKeys(configOf())).toEqual(made);
    expect(createPrivateKey(made.logKey).asymmetricKeyType).toBe('ed25519');
    const given = loadKeys(
      configOf({
        jwtKeys: `${'a'.repeat(32)}, ${'b'.repeat(32)}`,
        serverSecret: 'c'.repeat(32),
        logKey: made.logKey.replaceAll('\n', '\\n'),
      }),
    );
    expect(given).toEqual({ jwtKeys: ['a'.repeat(32), 'b'.repeat(32)], serverSecret: 'c'.repeat(32), logKey: made.logKey });
  });

  it('that are missing or too short are all named', () => {
    expect(() => loadKeys(configOf({ generateKeys: false, jwtKeys: 'x' }))).toThrow(/JAPM_LOG_KEY .*JAPM_SERVER_SECRET/u);
    expect(() => loadKeys(configOf({ jwtKeys: 'x', serverSecret: 'y' }))).toThrow(/JAPM_JWT_KEYS, JAPM_SERVER_SECRET: .* at least 32/u);
  });

  it('hold a log key for those who only look, who make none', () => {
    expect(existingLogKey(configOf())).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    expect(existingLogKey(configOf({ logKey: 'a\\nb' }))).toBe('a\nb');
    loadKeys(configOf());
    writeFileSync(join(folder, 'keys/log.pem'), 'pem');
    expect(existingLogKey(configOf())).toBe('pem');
  });
});
