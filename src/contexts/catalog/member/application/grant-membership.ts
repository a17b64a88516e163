import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { NotFound } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { Member, MEMBER_FIELDS } from '../domain/member';
import { MEMBER_AUDIT } from '../domain/member-audit';
import type { MemberRepository } from './member-repository.port';
import type { NamedMember } from './read-members';
import type { TenantPeople } from './tenant-people.port';

export interface GrantMembershipCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly userId: string;
  readonly role: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** Makes a user of the tenant a member, or changes their role. The first member closes the project to the others. */
export class GrantMembership {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly members: MemberRepository,
    private readonly people: TenantPeople,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  execute({ actor, project: slug, userId, role, expectedRevision }: GrantMembershipCommand): Promise<NamedMember> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'member:write');
      const person = (await this.people.named(actor.tenantId, [userId])).get(userId);
      if (!person) throw new NotFound('User', userId);
      const now = this.clock.now();
      const member = await revise(this.outbox, {
        what: 'Member',
        id: userId,
        expected: expectedRevision,
        before: await this.members.find(actor.tenantId, project.id, userId),
        change: (before) =>
          before?.grant(role, now) ?? Member.create({ tenantId: actor.tenantId, projectId: project.id, userId, role, now }),
        save: async (after, before) => {
          this.policy.requirePower(actor, { of: 'project', role: after.state.role });
          await (before ? this.members.update(after) : this.members.add(after));
        },
        fact: { rule: MEMBER_AUDIT.grant, actor, project: slug, path: [userId], changes: MEMBER_FIELDS },
      });
      return { member, person };
    });
  }
}
