import type { NamedMember } from '../../application/read-members';

/** A user's role in a project. */
export interface MemberDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  userId: string;
  /** @example "Ann" */
  name: string;
  /** @example "ann@acme.test" */
  email: string;
  /** @example "editor" */
  role: 'viewer' | 'editor' | 'approver' | 'admin';
  createdAt: Date;
  updatedAt: Date;
}

export interface GrantMembershipDto {
  /** @example "editor" */
  role: 'viewer' | 'editor' | 'approver' | 'admin';
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export function memberDto({ member, person }: NamedMember): MemberDto {
  const { userId, role, createdAt, updatedAt } = member.state;
  return { userId, name: person?.name ?? '', email: person?.email ?? '', role, createdAt, updatedAt };
}
