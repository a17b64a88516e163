import { openidClient } from './openid-client.lazy';

// Codes of openid-client for responses that never came, or that no working provider sends.
const AWAY = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_PARSE_ERROR']);

/** Whether the provider is at fault or unavailable, and not the input of the browser. */
export function isAway(error: unknown): boolean {
  const { ClientError, ResponseBodyError } = openidClient();
  if (isFailedFetch(error)) return true;
  if (error instanceof ResponseBodyError) return error.status >= 500;
  return error instanceof ClientError && (AWAY.has(error.code ?? '') || isFailedFetch(error.cause));
}

/** A code for the audit log: the one of OAuth 2.0 if the provider gave one, otherwise the client's. It is never a text of the provider. */
export function reasonOf(error: unknown): string {
  const { AuthorizationResponseError, ClientError, ResponseBodyError } = openidClient();
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) return codeOnly(error.error);
  if (isFailedFetch(error)) return 'unreachable';
  return error instanceof ClientError ? codeOnly(error.code ?? 'invalid') : 'invalid';
}

// `fetch` throws this error when there is no connection.
const isFailedFetch = (error: unknown): boolean => error instanceof TypeError && error.message === 'fetch failed';

const codeOnly = (text: string): string => (/^[\w-]{1,64}$/u.test(text) ? text : 'invalid');
