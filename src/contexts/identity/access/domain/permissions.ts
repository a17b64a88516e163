import type { Role } from '#shared/actor';

// The short names of the wire contract, 1.6. Matching is exact: no role contains another.
const ADMIN = ['admin'] as const;
const ADMINS = ['admin', 'tenant_admin'] as const;
const MEMBER = ['admin', 'tenant_admin', 'user'] as const;
const SERVE = ['admin', 'tenant_admin', 'prompt_consumer'] as const;
const ANY = ['admin', 'tenant_admin', 'user', 'prompt_consumer'] as const;

/** The one table of permission × role. What depends on the object as well (its owner, its tenant) is the use case's to check. */
export const PERMISSIONS = {
  'tenant:read': ADMINS,
  'tenant:write': ADMINS,
  'user:read': ADMINS,
  'user:write': ADMINS,
  'user:credentials': ADMIN,
  'api-key:own': ANY,
  'profile:read': ANY,
  'project:create': ADMINS,
  'project:read': MEMBER,
  'project:edit': MEMBER,
  'environment:read': MEMBER,
  'environment:write': MEMBER,
  'prompt:read': MEMBER,
  'prompt:write': MEMBER,
  'version:read': MEMBER,
  'version:write': MEMBER,
  'version:activate': MEMBER,
  'pointer:read': MEMBER,
  'pointer:move': MEMBER,
  'prompt:resolve': SERVE,
  'audit:read': ADMINS,
  'audit:checkpoint': MEMBER,
  'probe:admin': ADMIN,
  'probe:tenant-admin': ['tenant_admin'],
  'probe:user': ['user'],
  'probe:any': ANY,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

type Permission = keyof typeof PERMISSIONS;

/** The roles that have a permission; undefined for one that is not in the table. */
export const rolesWith = (permission: string): readonly Role[] | undefined =>
  Object.hasOwn(PERMISSIONS, permission) ? PERMISSIONS[permission as Permission] : undefined;
