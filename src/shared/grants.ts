import { ROLES, type ProjectRole, type Role } from './actor';

/** The roles and keys that have a permission. */
export interface Grant {
  /** The roles in the tenant. Matching is exact: no role contains another. */
  readonly roles: readonly Role[];
  /** For resources in a project: the roles of members that have it. Both roles must allow it; the tenant's administrators need no membership. */
  readonly project?: readonly ProjectRole[];
  /** The project roles that give it to members whose role in the tenant is `user`, although `roles` does not contain that role. */
  readonly userMembers?: readonly ProjectRole[];
  /** Only callers of the platform tenant have it. */
  readonly platform?: true;
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

/** The permissions that an aggregate declares in its module, by name. */
export type Grants = Readonly<Record<string, Grant>>;

// These are the short names of the wire contract, 1.6.
export const ADMIN: Grant = { roles: ['admin'] };
export const ADMINS: Grant = { roles: ['admin', 'tenant_admin'] };
export const MEMBER: Grant = { roles: ['admin', 'tenant_admin', 'user'] };
export const SERVE: Grant = { roles: ['admin', 'tenant_admin', 'prompt_consumer'] };
export const BY_KEY = { byKey: true } as const;
export const ANY: Grant = { roles: ROLES, own: true };

export const READERS = { project: ['viewer', 'editor', 'approver', 'admin'] } as const;
export const EDITORS = { project: ['editor', 'admin'] } as const;
export const RELEASERS = { project: ['approver', 'admin'] } as const;
// Only a membership gives these to a `user`; in a project without members they have none of them (wire contract, 1.6).
export const REQUESTING_MEMBERS = { project: EDITORS.project, userMembers: EDITORS.project } as const;
export const RELEASING_MEMBERS = { project: RELEASERS.project, userMembers: RELEASERS.project } as const;
export const AUDITORS: Grant = { roles: ['admin', 'tenant_admin', 'auditor'] };
export const IN_ENVIRONMENTS = { environment: true } as const;
export const PROJECT_ADMIN = { project: ['admin'] } as const;
