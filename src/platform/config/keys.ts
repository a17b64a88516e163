import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.schema';
import { ConfigurationError } from './load-config';

/** The secrets of an installation. */
export interface Keys {
  /** Secrets (HS256) or PEM (RS256, ES256): the first signs, all verify. */
  readonly jwtKeys: readonly string[];
  /** Ed25519 private key of the log, PKCS#8 PEM. */
  readonly logKey: string;
  readonly serverSecret: string;
}

const SHORTEST_SECRET = 32;
const FILES = { jwtKeys: 'jwt.key', logKey: 'log.pem', serverSecret: 'server.secret' } as const;
/** The setting of each secret; with `_FILE` behind it, the path of a file that holds it. */
export const KEY_VARIABLES = { jwtKeys: 'JAPM_JWT_KEYS', logKey: 'JAPM_LOG_KEY', serverSecret: 'JAPM_SERVER_SECRET' } as const;

/** New secrets, in the form that the settings take. */
export function generateKeys(): Record<keyof typeof FILES, string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    jwtKeys: randomBytes(48).toString('base64url'),
    logKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    serverSecret: randomBytes(48).toString('base64url'),
  };
}

/** Writes the secrets that are missing in `folder`, readable by the owner only; returns the paths of all. */
export function writeMissingKeys(folder: string): Record<keyof typeof FILES, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = generateKeys();
  const entries = Object.entries(FILES).map(([name, file]) => {
    const path = join(folder, file);
    if (!existsSync(path)) writeFileSync(path, fresh[name as keyof typeof FILES], { mode: 0o600, flag: 'wx' });
    return [name, path] as const;
  });
  return Object.fromEntries(entries) as Record<keyof typeof FILES, string>;
}

/** The log's private key if there is one: configured, or made by an earlier start. Makes none. */
export function existingLogKey(config: Config): string | null {
  if (config.audit.logKey !== '') return pemOf(config.audit.logKey);
  const path = join(config.dataDir, 'keys', FILES.logKey);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/**
 * The secrets from the configuration; where `auth.generateKeys` allows it, missing ones are made once under
 * DATA_DIR/keys. Throws ConfigurationError that names all that are missing or too short.
 */
export function loadKeys(config: Config): Keys {
  const given = { jwtKeys: config.auth.jwtKeys, logKey: config.audit.logKey, serverSecret: config.auth.serverSecret };
  const missing = (Object.keys(given) as (keyof typeof given)[]).filter((name) => given[name] === '');
  if (missing.length > 0 && !config.auth.generateKeys) {
    const names = missing.map((name) => `${KEY_VARIABLES[name]} (or ${KEY_VARIABLES[name]}_FILE)`).join(', ');
    throw new ConfigurationError(`In production these must be given: ${names}. \`japm keys generate --out FOLDER\` makes them`);
  }
  const files = missing.length > 0 ? writeMissingKeys(join(config.dataDir, 'keys')) : null;
  const value = (name: keyof typeof given): string =>
    given[name] === '' && files ? readFileSync(files[name], 'utf8').trim() : given[name];
  const jwtKeys = value('jwtKeys')
    .split(',')
    .map((each) => each.trim());
  const short = [...jwtKeys.map((each) => ['JAPM_JWT_KEYS', each] as const), ['JAPM_SERVER_SECRET', value('serverSecret')] as const]
    .filter(([, each]) => each.length < SHORTEST_SECRET)
    .map(([name]) => name);
  if (short.length > 0)
    throw new ConfigurationError(`${[...new Set(short)].join(', ')}: a secret must have at least ${SHORTEST_SECRET} characters`);
  return { jwtKeys, logKey: pemOf(value('logKey')), serverSecret: value('serverSecret') };
}

// Environment files cannot hold line breaks.
const pemOf = (text: string): string => text.replaceAll('\\n', '\n');
