import type { KeyScopes } from '#shared/actor';
import type { Validation } from '#shared/validation';

/** The maximum number of names in a list of scopes. */
export const MAX_NAMES = 100;

/** The requested scopes. Absent or null means no restriction. An empty list is refused, because such a key could do nothing. */
export type WantedScopes = Partial<KeyScopes>;

export interface KnownNames {
  /** Whether the owner has a permission. */
  readonly isGranted: (permission: string) => boolean;
  /** Whether the owner sees a project of that slug. */
  readonly isProject: (slug: string) => boolean;
}

/** Checks each list: it must have 1 to 100 different names. */
export function guardedScopes(wanted: WantedScopes, { isGranted, isProject }: KnownNames, validation: Validation): KeyScopes {
  const list = (field: keyof KeyScopes): readonly string[] | null => {
    const given = wanted[field] ?? null;
    if (given === null) return null;
    if (given.length === 0 || given.length > MAX_NAMES) validation.fail(`/${field}`, `${field} must have 1 to ${MAX_NAMES} elements`);
    return [...new Set(given.slice(0, MAX_NAMES).map((each, index) => validation.reference(`/${field}/${index}`, each.toWellFormed())))];
  };
  const scopes = { permissions: list('permissions'), projects: list('projects'), environments: list('environments') };
  scopes.permissions?.forEach((permission, index) => {
    if (!isGranted(permission))
      validation.fail(`/permissions/${index}`, `permission '${permission}' does not exist, or you do not have it`);
  });
  scopes.projects?.forEach((slug, index) => {
    if (slug !== '' && !isProject(slug)) validation.fail(`/projects/${index}`, `project '${slug}' does not exist`);
  });
  return scopes;
}

/** The scopes; null for a key without restrictions, which works like a v1 key. */
export const scopesOf = ({ permissions, projects, environments }: KeyScopes): KeyScopes | null =>
  permissions === null && projects === null && environments === null ? null : { permissions, projects, environments };
