import type { Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';

/** Who sets somebody's password can become him: a key that names its permissions must name this one. Throws Forbidden. */
export function requireCredentialsScope({ type, scopes }: Actor): void {
  if (type === 'api_key' && scopes?.permissions && !scopes.permissions.includes('user:credentials'))
    throw new Forbidden("Your key does not allow 'user:credentials'", 'identity.credentials_scope');
}
