import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
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
function generateKeys(): Record<keyof typeof FILES, string> {
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

const SETTINGS = { jwtKeys: ['auth', 'jwtKeys'], logKey: ['audit', 'logKey'], serverSecret: ['auth', 'serverSecret'] } as const;
type Secrets = Readonly<Record<keyof typeof FILES, string>>;

/** Of settings that may be of any shape; what is no text is the schema's affair. */
function givenSecrets(settings: object): Secrets {
  const textOf = ([section, name]: readonly [string, string]): string => {
    const value: unknown = (settings as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[section]?.[name];
    return typeof value === 'string' ? value : '';
  };
  return { jwtKeys: textOf(SETTINGS.jwtKeys), logKey: textOf(SETTINGS.logKey), serverSecret: textOf(SETTINGS.serverSecret) };
}

/** What is wrong with the secrets of settings, parsed or not: missing where none may be made, too short, no key. */
export function secretProblems(settings: object): string[] {
  const given = givenSecrets(settings);
  const { generateKeys } = (settings as { readonly auth?: { readonly generateKeys?: unknown } }).auth ?? {};
  const missing = (Object.keys(given) as (keyof Secrets)[]).filter((name) => given[name] === '');
  const names = missing.map((name) => `${KEY_VARIABLES[name]} (or ${KEY_VARIABLES[name]}_FILE)`).join(', ');
  return [
    ...(names === '' || generateKeys !== false
      ? []
      : [`In production these must be given: ${names}. \`japm keys generate --out FOLDER\` makes them`]),
    ...unfit(given),
  ];
}

function unfit({ jwtKeys, logKey, serverSecret }: Secrets): string[] {
  const isShort = (text: string): boolean => listed(text).some((each) => each.length < SHORTEST_SECRET);
  const short = [
    ...(jwtKeys !== '' && isShort(jwtKeys) ? [KEY_VARIABLES.jwtKeys] : []),
    ...(serverSecret !== '' && serverSecret.length < SHORTEST_SECRET ? [KEY_VARIABLES.serverSecret] : []),
  ];
  return [
    ...(short.length === 0 ? [] : [`${short.join(', ')}: a secret must have at least ${SHORTEST_SECRET} characters`]),
    ...(logKey === '' || isLogKey(pemOf(logKey)) ? [] : [`${KEY_VARIABLES.logKey}: must be an Ed25519 private key in PKCS#8 PEM`]),
  ];
}

function isLogKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const listed = (text: string): string[] => text.split(',').map((each) => each.trim());

/**
 * The secrets from the configuration; where `auth.generateKeys` allows it, missing ones are made once under
 * DATA_DIR/keys. Throws ConfigurationError that names all that are missing or unfit.
 */
export function loadKeys(config: Config): Keys {
  const problems = secretProblems(config);
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  const given = givenSecrets(config);
  const isWhole = Object.values(given).every((each) => each !== '');
  const files = isWhole ? null : writeMissingKeys(join(config.dataDir, 'keys'));
  const value = (name: keyof Secrets): string => (given[name] === '' && files ? readFileSync(files[name], 'utf8').trim() : given[name]);
  const secrets = { jwtKeys: value('jwtKeys'), logKey: value('logKey'), serverSecret: value('serverSecret') };
  const faults = unfit(secrets);
  if (faults.length > 0) throw new ConfigurationError(`in ${join(config.dataDir, 'keys')}: ${faults.join('; ')}`);
  return { jwtKeys: listed(secrets.jwtKeys), logKey: pemOf(secrets.logKey), serverSecret: secrets.serverSecret };
}

// Environment files cannot hold line breaks.
const pemOf = (text: string): string => text.replaceAll('\\n', '\n');
