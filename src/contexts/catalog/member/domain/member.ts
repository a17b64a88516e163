import { PROJECT_ROLES, type ProjectRole } from '#shared/actor';
import { Invalid, NotFound } from '#shared/errors';

export interface MemberState {
  readonly tenantId: string;
  readonly projectId: string;
  readonly userId: string;
  readonly role: ProjectRole;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewMember {
  readonly tenantId: string;
  readonly projectId: string;
  readonly userId: string;
  readonly role: string;
  readonly now: Date;
}

export const MEMBER_FIELDS = ['role'] as const;

/** A user's role in a project. A project that has members is closed to the rest of its tenant. */
export class Member {
  private constructor(readonly state: MemberState) {}

  static create({ now, role, ...input }: NewMember): Member {
    return new Member({ ...input, role: projectRole(role), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: MemberState): Member {
    return new Member(state);
  }

  /** Returns the member with that role, or the same object when they have it already. */
  grant(role: string, now: Date): Member {
    const wanted = projectRole(role);
    return wanted === this.state.role
      ? this
      : new Member({ ...this.state, role: wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

function projectRole(role: string): ProjectRole {
  const known = PROJECT_ROLES.find((each) => each === role);
  if (known === undefined)
    throw new Invalid('catalog.member_invalid', [{ pointer: '/role', message: `role must be one of ${PROJECT_ROLES.join(', ')}` }]);
  return known;
}

export class MemberNotFound extends NotFound {
  constructor(userId: string) {
    super('Member', userId);
  }
}
