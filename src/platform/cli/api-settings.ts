import { type CommandDeps, given, UsageError } from './command';
import { CredentialStore } from './credential-store';
import { KeptSession, LoginRenewal } from './login-renewal';

/** The address of a server and the credentials for it. */
export interface ApiSettings {
  /** The address without a slash at its end. */
  readonly baseUrl: string;
  readonly credentials:
    | { readonly token: string; readonly renewal?: LoginRenewal }
    | { readonly email: string; readonly password: string; readonly session?: KeptSession };
}

export interface ApiOptions {
  readonly url?: string;
  readonly email?: string;
  readonly password?: string;
}

const DEFAULT_URL = 'http://127.0.0.1:3000';

/**
 * Options take precedence over JAPM_URL, JAPM_TOKEN, JAPM_EMAIL and JAPM_PASSWORD, and these over the tokens of `japm login`. Throws
 * UsageError. No message contains a secret.
 */
export function apiSettings(options: ApiOptions, env: CommandDeps['env']): ApiSettings {
  const baseUrl = baseUrlOf(options, env);
  return { baseUrl, credentials: credentialsOf(options, env, baseUrl) };
}

/** The address from --url, JAPM_URL or the last `japm login`, without a slash at its end. Throws UsageError. */
export function baseUrlOf(options: ApiOptions, env: CommandDeps['env']): string {
  const text = options.url ?? given(env.JAPM_URL) ?? new CredentialStore(env).last ?? DEFAULT_URL;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new UsageError(`'${text}' is not an http or https address`);
  if (url.username !== '' || url.password !== '')
    throw new UsageError('the address must not contain a user or password; use JAPM_TOKEN, or --email');
  return url.origin + url.pathname.replace(/\/+$/u, '');
}

function credentialsOf(options: ApiOptions, env: CommandDeps['env'], baseUrl: string): ApiSettings['credentials'] {
  const token = given(env.JAPM_TOKEN);
  const email = options.email ?? (token === undefined ? given(env.JAPM_EMAIL) : undefined);
  if (email === undefined && token !== undefined) return { token };
  const password = options.password ?? given(env.JAPM_PASSWORD);
  const store = new CredentialStore(env);
  if (email !== undefined && password !== undefined) return { email, password, session: new KeptSession(store, baseUrl, email) };
  if (email !== undefined) throw new UsageError('a password is missing: set JAPM_PASSWORD, or give --password');
  const kept = keptCredentials(store, baseUrl, baseUrl);
  if (kept !== null) return kept;
  throw new UsageError(
    `who are you at ${baseUrl}? Run japm login (with --url or JAPM_URL for another server), set JAPM_TOKEN, or give --email (JAPM_EMAIL) and JAPM_PASSWORD`,
  );
}

/** The tokens under that key; null when there are none. Throws UsageError when they have expired. */
export function keptCredentials(store: CredentialStore, baseUrl: string, key: string): ApiSettings['credentials'] | null {
  const kept = store.find(key);
  if (kept === null) return null;
  const renewable = (kept.refreshToken ?? null) !== null;
  if (!renewable && kept.expiresAt !== null && Date.parse(kept.expiresAt) <= Date.now())
    throw new UsageError(`the login of ${kept.email} at ${baseUrl} has expired; run japm login again`);
  return renewable ? { token: kept.token, renewal: new LoginRenewal(store, key, kept) } : { token: kept.token };
}
