import type { Role } from '#shared/actor';
import { Forbidden } from '#shared/errors';

/** Only an `admin` makes, changes the sign-in of, or deletes an `admin`: nobody lifts himself above his own role. */
const mayGrant = (granter: Role | null, role: Role): boolean => granter === 'admin' || (granter === 'tenant_admin' && role !== 'admin');

/** Throws Forbidden. */
export function requireGrant(granter: Role | null, role: Role): void {
  if (!mayGrant(granter, role))
    throw new Forbidden(`Your role '${granter ?? 'none'}' may not manage users of role '${role}'`, 'identity.role_above_own');
}
