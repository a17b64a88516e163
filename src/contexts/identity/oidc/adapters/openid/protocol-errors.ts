import { openidClient } from './openid-client.lazy';

// Codes of openid-client for answers that never came, or that no provider in order gives.
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_PARSE_ERROR']);

/** The provider is at fault or away, rather than what the browser brought. */
export function isAway(error: unknown): boolean {
  const { ClientError, ResponseBodyError } = openidClient();
  if (isFailedFetch(error)) return true;
  if (error instanceof ResponseBodyError) return error.status >= 500;
  return error instanceof ClientError && (AWAY.has(error.code ?? '') || isFailedFetch(error.cause));
}

/** A code for the audit log: of OAuth 2.0 where the provider gave one, else of the client. Never a text of the provider's. */
export function reasonOf(error: unknown): string {
  const { AuthorizationResponseError, ClientError, ResponseBodyError } = openidClient();
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) return codeOnly(error.error);
  if (isFailedFetch(error)) return 'unreachable';
  return error instanceof ClientError ? codeOnly(error.code ?? 'invalid') : 'invalid';
}

// What `fetch` throws when there is no connection.
const isFailedFetch = (error: unknown): boolean => error instanceof TypeError && error.message === 'fetch failed';

const codeOnly = (text: string): string => (/^[\w-]{1,64}$/u.test(text) ? text : 'invalid');
