import type { KeyScopes } from '#shared/actor';
import type { Permissions } from './permissions';

const UNNARROWED: KeyScopes = { permissions: null, projects: null, environments: null };

/**
 * Whether a key with the scopes `outer` may do everything that a key with the scopes `inner` may, because a key must not create or rotate
 * a wider one. Named permissions widen a key too: a key without them reaches only the routes for keys (`Permissions.opensToPlainKeys`).
 */
export function isWithin(inner: KeyScopes, outer: KeyScopes | null, table: Permissions): boolean {
  const { permissions, ...limits } = outer ?? UNNARROWED;
  const opened = (permission: string): boolean =>
    permissions ? table.isNamedIn(permissions, permission) : table.opensToPlainKeys(permission);
  if (inner.permissions === null ? permissions !== null : !inner.permissions.every(opened)) return false;
  return (['projects', 'environments'] as const).every((field) => {
    const limit = limits[field];
    return limit === null || (inner[field]?.every((each) => limit.includes(each)) ?? false);
  });
}
