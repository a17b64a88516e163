import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { ProjectRepository } from '../../project/application/project-repository.port';
import { MEMBER_FIELDS, MemberNotFound } from '../domain/member';
import { MEMBER_AUDIT } from '../domain/member-audit';
import type { MemberRepository } from './member-repository.port';
import type { NamedMember } from './read-members';
import type { TenantPeople } from './tenant-people.port';

export interface RevokeMembershipCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly userId: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** Ends a membership; without its last member the project is open to the tenant's roles again. */
export class RevokeMembership {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly repository: ProjectRepository,
    private readonly members: MemberRepository,
    private readonly people: TenantPeople,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly policy: AccessPolicy,
  ) {}

  /** Returns the member as it was. */
  execute({ actor, project: slug, userId, expectedRevision }: RevokeMembershipCommand): Promise<NamedMember> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'member:write');
      // The lock orders a concurrent deletion of the user, which needs to know whether they are the last member.
      await this.repository.lock(actor.tenantId, [project.id]);
      const member = await this.members.find(actor.tenantId, project.id, userId);
      if (!member) throw new MemberNotFound(userId);
      requireRevision('Member', userId, member.state, expectedRevision);
      const isLast = (await this.members.list(actor.tenantId, project.id)).length === 1;
      if (isLast) this.policy.requirePower(actor, { of: 'project', role: null });
      await this.members.remove(member);
      this.outbox.append(auditFact({ rule: MEMBER_AUDIT.revoke, actor, project: slug, path: [userId], changes: MEMBER_FIELDS }, member));
      return { member, person: (await this.people.named(actor.tenantId, [userId])).get(userId) ?? null };
    });
  }
}
