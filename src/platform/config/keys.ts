import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.schema';
import { keyFilesIn, publicHalfOf, writeMissingKeys } from './key-files';
import { ConfigurationError } from './load-config';
import { KEY_VARIABLES, givenKeys, neededKeys, type GivenKeys, type KeyName } from './needed-keys';

/** The keys of the role `api`. */
export interface ApiKeys {
  /** Secrets (HS256) or PEM (RS256, ES256). The first key signs, all keys verify. */
  readonly jwtKeys: readonly string[];
  readonly serverSecret: string;
  /** The public key of the log, in SPKI PEM. */
  readonly logPublicKey: string;
}

/** The keys that the roles of a process use. */
export interface Keys {
  readonly api: ApiKeys | null;
  /** The Ed25519 private key of the log, in PKCS#8 PEM, for the role `relay`. */
  readonly logKey: string | null;
}

const MIN_SECRET_LENGTH = 32;

/** The log's public key (SPKI PEM) from the configuration or an earlier start; null if there is none. Creates none. */
export function existingLogPublicKey(config: Config): string | null {
  const { logKey, logPublicKey } = givenKeys(config);
  if (logPublicKey !== '') return pemOf(logPublicKey);
  if (logKey !== '') return publicHalfOf(pemOf(logKey));
  const files = keyFilesIn(join(config.dataDir, 'keys'));
  if (existsSync(files.logKey)) return publicHalfOf(readFileSync(files.logKey, 'utf8'));
  return existsSync(files.logPublicKey) ? readFileSync(files.logPublicKey, 'utf8') : null;
}

/** The missing keys. The public half counts as present where it can be derived. */
const missingOf = (settings: object, given: GivenKeys): readonly KeyName[] =>
  neededKeys(settings).filter((name) => given[name] === '' && (name !== 'logPublicKey' || given.logKey === ''));

/** The problems of the keys in settings, parsed or not: missing where the server must not create them, too short, or not a key. */
export function secretProblems(settings: object): string[] {
  const given = givenKeys(settings);
  const { generateKeys } = (settings as { readonly auth?: { readonly generateKeys?: unknown } }).auth ?? {};
  const names = missingOf(settings, given)
    .map((name) => `${KEY_VARIABLES[name]} (or ${KEY_VARIABLES[name]}_FILE)`)
    .join(', ');
  return [
    ...(names === '' || generateKeys !== false
      ? []
      : [`In production these must be given: ${names}. \`japm keys generate --out FOLDER\` makes them`]),
    ...unfit(given),
  ];
}

function unfit({ jwtKeys, logKey, logPublicKey, serverSecret }: GivenKeys): string[] {
  const isShort = (text: string): boolean => listed(text).some((each) => each.length < MIN_SECRET_LENGTH);
  const short = [
    ...(jwtKeys !== '' && isShort(jwtKeys) ? [KEY_VARIABLES.jwtKeys] : []),
    ...(serverSecret !== '' && serverSecret.length < MIN_SECRET_LENGTH ? [KEY_VARIABLES.serverSecret] : []),
  ];
  const [own, published] = [ed25519(createPrivateKey, logKey), ed25519(publicKeyOf, logPublicKey)];
  return [
    ...(short.length === 0 ? [] : [`${short.join(', ')}: a secret must have at least ${MIN_SECRET_LENGTH} characters`]),
    ...(logKey === '' || own ? [] : [`${KEY_VARIABLES.logKey}: must be an Ed25519 private key in PKCS#8 PEM`]),
    ...(logPublicKey === '' || published ? [] : [`${KEY_VARIABLES.logPublicKey}: must be an Ed25519 public key in SPKI PEM`]),
    ...(own && published && !createPublicKey(own).equals(published)
      ? [`${KEY_VARIABLES.logPublicKey}: must be the public half of ${KEY_VARIABLES.logKey}`]
      : []),
  ];
}

function ed25519(read: (pem: string) => KeyObject, text: string): KeyObject | null {
  try {
    const key = read(pemOf(text));
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Refuses a private key: `createPublicKey` would silently take its public half and hide the mistake. */
function publicKeyOf(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new TypeError('a private key');
  return createPublicKey(pem);
}

const listed = (text: string): string[] => text.split(',').map((each) => each.trim());

/**
 * The keys that the roles use, from the configuration. Where `auth.generateKeys` allows it, the first start creates missing ones under
 * DATA_DIR/keys. Throws a ConfigurationError that names all missing and invalid keys.
 */
export function loadKeys(config: Config): Keys {
  const problems = secretProblems(config);
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  const given = givenKeys(config);
  const folder = join(config.dataDir, 'keys');
  const missing = missingOf(config, given);
  const files = missing.length === 0 ? null : writeMissingKeys(folder, missing);
  const value = (name: KeyName): string => (files && missing.includes(name) ? readFileSync(files[name], 'utf8').trim() : given[name]);
  const found = {
    jwtKeys: value('jwtKeys'),
    logKey: value('logKey'),
    logPublicKey: value('logPublicKey'),
    serverSecret: value('serverSecret'),
  };
  const faults = unfit(found);
  if (faults.length > 0) throw new ConfigurationError(`in ${folder}: ${faults.join('; ')}`);
  return {
    api: config.roles.includes('api')
      ? {
          jwtKeys: listed(found.jwtKeys),
          serverSecret: found.serverSecret,
          logPublicKey: found.logPublicKey === '' ? publicHalfOf(pemOf(found.logKey)) : pemOf(found.logPublicKey),
        }
      : null,
    logKey: config.roles.includes('relay') ? pemOf(found.logKey) : null,
  };
}

// Environment files cannot hold line breaks.
const pemOf = (text: string): string => text.replaceAll('\\n', '\n');
