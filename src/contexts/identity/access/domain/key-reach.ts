import type { KeyScopes } from '#shared/actor';
import { isNamedIn } from './permissions';

const UNNARROWED: KeyScopes = { permissions: null, projects: null, environments: null };

/**
 * Whether everything that a key of scopes `inner` opens is open to one of scopes `outer` too: a key must not make or renew
 * a wider one. Names widen as well: one that names no permission opens the routes of keys only (`opensToPlainKeys`).
 */
export function isWithin(inner: KeyScopes, outer: KeyScopes | null, opensToPlainKeys: (permission: string) => boolean): boolean {
  const { permissions, ...limits } = outer ?? UNNARROWED;
  const opened = (permission: string): boolean => (permissions ? isNamedIn(permissions, permission) : opensToPlainKeys(permission));
  if (inner.permissions === null ? permissions !== null : !inner.permissions.every(opened)) return false;
  return (['projects', 'environments'] as const).every((field) => {
    const limit = limits[field];
    return limit === null || (inner[field]?.every((each) => limit.includes(each)) ?? false);
  });
}
