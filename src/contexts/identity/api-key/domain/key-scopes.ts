import type { KeyScopes } from '#shared/actor';
import type { Validation } from '#shared/validation';

const SCOPE_FIELDS = ['permissions', 'projects', 'environments'] as const;
const MOST = 100;

/** What a key asks for: absent or null, not narrowed; an empty list would be a key for nothing and is refused. */
export type WantedScopes = Partial<KeyScopes>;

/** Guards each list: 1 to 100 different names; `isGranted` says whether the owner has a permission. */
export function guardedScopes(wanted: WantedScopes, isGranted: (permission: string) => boolean, validation: Validation): KeyScopes {
  const list = (field: (typeof SCOPE_FIELDS)[number]): readonly string[] | null => {
    const given = wanted[field] ?? null;
    if (given === null) return null;
    if (given.length === 0 || given.length > MOST) validation.fail(`/${field}`, `${field} must have 1 to ${MOST} elements`);
    return [...new Set(given.slice(0, MOST).map((each, index) => validation.name(`/${field}/${index}`, each.toWellFormed())))];
  };
  const scopes = { permissions: list('permissions'), projects: list('projects'), environments: list('environments') };
  scopes.permissions?.forEach((permission, index) => {
    if (!isGranted(permission))
      validation.fail(`/permissions/${index}`, `permission '${permission}' does not exist, or you do not have it`);
  });
  return scopes;
}

/** Whether everything that `inner` allows is allowed by `outer` too: a key must not make or renew a wider one. */
export function isWithin(inner: KeyScopes, outer: KeyScopes | null | undefined): boolean {
  if (!outer) return true;
  return SCOPE_FIELDS.every((field) => {
    const limit = outer[field];
    return limit === null || (inner[field]?.every((each) => limit.includes(each)) ?? false);
  });
}

/** Null where nothing is narrowed: then the key is as those of v1. */
export const scopesOf = ({ permissions, projects, environments }: KeyScopes): KeyScopes | null =>
  permissions === null && projects === null && environments === null ? null : { permissions, projects, environments };
