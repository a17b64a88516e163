interface SentCredentials {
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
}

/**
 * The reason why the credentials were refused, as far as their place and form show it. It does not reveal whether a token or key existed,
 * has expired, or belongs to a deleted user.
 */
export function credentialsFault({ authorization, apiKey }: SentCredentials): string {
  if (authorization === undefined && apiKey === undefined)
    return 'No credentials were sent: an access token goes into Authorization (Bearer), an API key into x-api-key';
  if (apiKey !== undefined) {
    if (/^(?:Bearer\s|eyJ)/iu.test(apiKey)) return 'An access token goes into Authorization (Bearer), not into x-api-key';
  } else if (/\bjapm_[0-9a-f]{8}_/u.test(authorization ?? '')) {
    return 'An API key goes into x-api-key, not into Authorization';
  } else if (!/^Bearer\s/iu.test(authorization ?? '')) {
    return 'Authorization must be Bearer with an access token';
  }
  return 'The credentials are not valid: they are unknown, expired or revoked';
}
