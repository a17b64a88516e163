import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { Member } from '../domain/member';
import type { MemberRepository } from './member-repository.port';
import type { Person, TenantPeople } from './tenant-people.port';

export interface NamedMember {
  readonly member: Member;
  readonly person: Person | null;
}

/** The members of a project; none: it is open to the tenant. */
export class ReadMembers {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly members: MemberRepository,
    private readonly people: TenantPeople,
  ) {}

  async list(actor: Actor, slug: string): Promise<NamedMember[]> {
    const project = await this.projects.require(actor, slug, 'member:read');
    const members = await this.members.list(actor.tenantId, project.id);
    const people = await this.people.named(
      actor.tenantId,
      members.map(({ state }) => state.userId),
    );
    return members.map((member) => ({ member, person: people.get(member.state.userId) ?? null }));
  }
}
