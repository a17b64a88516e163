import { ROLES, type ProjectRole, type Role } from '#shared/actor';

/** The roles and keys that have a permission. */
interface Grant {
  /** The roles in the tenant. Matching is exact: no role contains another. */
  readonly roles: readonly Role[];
  /** For resources in a project: the roles of members that have it. Both roles must allow it; the tenant's administrators need no membership. */
  readonly project?: readonly ProjectRole[];
  /** The project roles that give it to members whose role in the tenant is `user`, although `roles` does not contain that role. */
  readonly userMembers?: readonly ProjectRole[];
  /** In a project without members, only administrators and the owner have it. */
  readonly ownerOnly?: true;
  /** It affects only the caller's own account, so that keys restricted to projects or environments keep it. */
  readonly own?: true;
  /** Keys restricted to environments keep it: it is restricted to these, or reads what they serve. */
  readonly environment?: true;
  /** Its routes accept a key that names no permission (wire contract, 1.5). */
  readonly byKey?: true;
  /** Keys that name this other permission have it too. */
  readonly impliedBy?: string;
}

// These are the short names of the wire contract, 1.6.
const ADMIN: Grant = { roles: ['admin'] };
const ADMINS: Grant = { roles: ['admin', 'tenant_admin'] };
const MEMBER: Grant = { roles: ['admin', 'tenant_admin', 'user'] };
const SERVE: Grant = { roles: ['admin', 'tenant_admin', 'prompt_consumer'] };
const BY_KEY = { byKey: true } as const;
const ANY: Grant = { roles: ROLES, own: true };

const READERS = { project: ['viewer', 'editor', 'approver', 'admin'] } as const;
const EDITORS = { project: ['editor', 'admin'] } as const;
const RELEASERS = { project: ['approver', 'admin'] } as const;
// Only a membership gives these to a `user`; in a project without members they have none of them (wire contract, 1.6).
const REQUESTING_MEMBERS = { project: EDITORS.project, userMembers: EDITORS.project } as const;
const RELEASING_MEMBERS = { project: RELEASERS.project, userMembers: RELEASERS.project } as const;
const AUDITORS: Grant = { roles: ['admin', 'tenant_admin', 'auditor'] };
const IN_ENVIRONMENTS = { environment: true } as const;
const PROJECT_ADMIN = { project: ['admin'] } as const;

/** The table of permissions and roles. The use case checks what depends on the resource as well, such as its tenant. */
export const PERMISSIONS = {
  'tenant:read': ADMINS,
  'tenant:write': ADMINS,
  'user:read': { ...ADMINS, ...BY_KEY },
  'user:write': { ...ADMINS, ...BY_KEY },
  'user:credentials': { ...ADMIN, ...BY_KEY },
  'user:reset': ADMINS,
  'session:own': ANY,
  'api-key:own': { ...ANY, ...BY_KEY },
  'profile:read': { ...ANY, ...BY_KEY },
  'project:create': ADMINS,
  'project:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
  'project:edit': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  'member:read': { ...MEMBER, ...READERS },
  'member:write': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  'environment:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
  'environment:write': { ...MEMBER, ...PROJECT_ADMIN },
  'tag:read': { ...MEMBER, ...READERS },
  'tag:write': { ...MEMBER, ...PROJECT_ADMIN },
  'ai-model:read': { ...MEMBER, ...READERS },
  'ai-model:write': { ...MEMBER, ...PROJECT_ADMIN },
  'region:read': { ...MEMBER, ...READERS },
  'region:write': { ...MEMBER, ...PROJECT_ADMIN },
  'cultural-data:read': { ...MEMBER, ...READERS },
  'cultural-data:write': { ...MEMBER, ...PROJECT_ADMIN },
  'rag-document:read': { ...MEMBER, ...READERS },
  'rag-document:write': { ...MEMBER, ...PROJECT_ADMIN },
  'prompt:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
  'prompt:write': { ...MEMBER, ...EDITORS },
  'prompt:export': { ...ADMINS, ...PROJECT_ADMIN },
  'version:read': { ...MEMBER, ...READERS },
  'version:write': { ...MEMBER, ...EDITORS },
  'version:activate': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
  'asset:read': { ...MEMBER, ...READERS },
  'asset:write': { ...MEMBER, ...EDITORS },
  'asset:activate': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
  'asset:publish': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
  'version:publish': { ...MEMBER, project: ['editor', 'approver', 'admin'] },
  'translation:read': { ...MEMBER, ...READERS },
  'translation:write': { ...MEMBER, ...EDITORS },
  'change:apply': { ...MEMBER, ...EDITORS },
  'pointer:read': { ...MEMBER, ...READERS, ...IN_ENVIRONMENTS },
  'pointer:move': { ...MEMBER, ...RELEASERS, ...IN_ENVIRONMENTS },
  'release-rules:read': { ...MEMBER, ...READERS },
  'release-rules:write': { ...MEMBER, ...PROJECT_ADMIN, ownerOnly: true },
  'deployment:read': { ...MEMBER, ...READERS },
  'deployment:request': { ...ADMINS, ...REQUESTING_MEMBERS },
  'deployment:approve': { ...ADMINS, ...RELEASING_MEMBERS },
  'deployment:deploy': { ...ADMINS, ...RELEASING_MEMBERS },
  'deployment:rollback': { ...ADMINS, ...RELEASING_MEMBERS },
  'prompt:serve': { ...SERVE, ...READERS, ...IN_ENVIRONMENTS, ...BY_KEY, impliedBy: 'prompt:resolve' },
  'prompt:resolve': { ...SERVE, ...READERS, userMembers: EDITORS.project, ...IN_ENVIRONMENTS, ...BY_KEY },
  'audit:read': AUDITORS,
  'audit:checkpoint': { roles: [...MEMBER.roles, 'auditor'] },
  'probe:admin': ADMIN,
  'probe:tenant-admin': { roles: ['tenant_admin'] },
  'probe:user': { roles: ['user'] },
  'probe:any': ANY,
} as const satisfies Readonly<Record<string, Grant>>;

type Permission = keyof typeof PERMISSIONS;

export const isPermission = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name);

/** The roles and keys of a permission; undefined when the table does not have it. */
export const grantOf = (permission: string): Grant | undefined => (isPermission(permission) ? PERMISSIONS[permission] : undefined);

/** Whether routes with this permission accept a key that names no permission. */
export const opensToPlainKeys = (permission: string): boolean => grantOf(permission)?.byKey === true;

/** Whether the permissions that a key names contain or imply this one. */
export const isNamedIn = (names: readonly string[], permission: string): boolean =>
  names.includes(permission) || names.includes(grantOf(permission)?.impliedBy ?? permission);
