import type { Actor, ProjectRole } from '#shared/actor';
import { pageOfAll, type ListQuery, type ListRules } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { MemberNotFound, type Member } from '../domain/member';
import type { MemberRepository } from './member-repository.port';
import type { Person, TenantPeople } from './tenant-people.port';

export interface NamedMember {
  readonly member: Member;
  readonly person: Person | null;
}

interface MemberRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: ProjectRole;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly entry: NamedMember;
}

export const MEMBER_LIST: ListRules<MemberRow> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', email: 'email' },
  order: 'createdAt',
  tie: 'userId',
  search: ['name', 'email'],
  filters: { role: ['viewer', 'editor', 'approver', 'admin'] },
};

/** Reads the members of a project. A project without members is open to the tenant. */
export class ReadMembers {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly members: MemberRepository,
    private readonly people: TenantPeople,
  ) {}

  /** Makes pages in memory, because the names belong to another context and a project has few members. */
  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<NamedMember>> {
    const project = await this.projects.require(actor, slug, 'member:read');
    const members = await this.members.list(actor.tenantId, project.id);
    const people = await this.people.named(
      actor.tenantId,
      members.map(({ state }) => state.userId),
    );
    const rows = members
      .map((member) => rowOf({ member, person: people.get(member.state.userId) ?? null }))
      .filter(({ role }) => query.filters.role === undefined || role === query.filters.role);
    return mapPage(pageOfAll(rows, MEMBER_LIST, query), ({ entry }) => entry);
  }

  async one(actor: Actor, slug: string, userId: string): Promise<NamedMember> {
    const project = await this.projects.require(actor, slug, 'member:read');
    const member = await this.members.find(actor.tenantId, project.id, userId);
    if (!member) throw new MemberNotFound(userId);
    return { member, person: (await this.people.named(actor.tenantId, [userId])).get(userId) ?? null };
  }
}

function rowOf(entry: NamedMember): MemberRow {
  const { userId, role, createdAt, updatedAt } = entry.member.state;
  return { userId, role, createdAt, updatedAt, name: entry.person?.name ?? '', email: entry.person?.email ?? '', entry };
}
