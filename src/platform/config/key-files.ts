import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './load-config';
import { KEY_NAMES, type KeyName } from './needed-keys';

const FILES = {
  jwtKeys: 'jwt.key',
  logKey: 'log.pem',
  logPublicKey: 'log.public.pem',
  serverSecret: 'server.secret',
} as const satisfies Record<KeyName, string>;

export type KeyFiles = Readonly<Record<KeyName, string>>;

/** The paths of the keys in a folder. */
export const keyFilesIn = (folder: string): KeyFiles =>
  Object.fromEntries(KEY_NAMES.map((name) => [name, join(folder, FILES[name])])) as KeyFiles;

/** The public half, in SPKI PEM, of an Ed25519 private key in PEM. */
export const publicHalfOf = (logKey: string): string =>
  createPublicKey(createPrivateKey(logKey)).export({ type: 'spki', format: 'pem' }).toString();

const newSecret = (): string => randomBytes(48).toString('base64url');
const newLogKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/**
 * Writes the keys of `names` that are missing in `folder`, readable by the owner only, and returns the paths of all. It creates the log's
 * key together with its public half.
 */
export function writeMissingKeys(folder: string, names: readonly KeyName[] = KEY_NAMES): KeyFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const paths = keyFilesIn(folder);
  const keep = (name: KeyName, make: () => string): boolean => {
    if (existsSync(paths[name])) return false;
    writeFileSync(paths[name], make(), { mode: 0o600, flag: 'wx' });
    return true;
  };
  const keepPublicHalf = (): void => void keep('logPublicKey', () => publicHalfOf(readFileSync(paths.logKey, 'utf8')));
  const keepLogKey = (): void => {
    if (existsSync(paths.logPublicKey) && !existsSync(paths.logKey))
      throw new ConfigurationError(`${paths.logPublicKey} is the public half of a key that is missing: put ${FILES.logKey} beside it`);
    if (keep('logKey', newLogKey)) keepPublicHalf();
  };
  for (const name of names) {
    if (name === 'logKey') keepLogKey();
    else if (name !== 'logPublicKey') keep(name, newSecret);
    else if (!existsSync(paths.logPublicKey)) {
      keepLogKey();
      keepPublicHalf();
    }
  }
  return paths;
}
