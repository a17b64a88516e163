import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import { MemberRepository } from '../../application/member-repository.port';
import { Member, type MemberState } from '../../domain/member';
import { MemberTable } from './member.table';

const OTHERS = 'SELECT 1 FROM catalog_member o WHERE o.tenant_id = m.tenant_id AND o.project_id = m.project_id AND o.user_id <> m.user_id';
const SOLE_MEMBERSHIPS = `SELECT p.slug AS slug FROM catalog_member m
  JOIN catalog_project p ON p.tenant_id = m.tenant_id AND p.id = m.project_id
  WHERE m.tenant_id = ? AND m.user_id = ? AND NOT EXISTS (${OTHERS}) ORDER BY p.slug`;

export class TypeOrmMemberRepository extends MemberRepository {
  readonly #members: TableStore<MemberState, Member>;

  constructor(private readonly session: PersistenceSession) {
    super();
    const stale = ({ userId }: MemberState): Error => new StaleRevision('Member', userId);
    const restore = (row: MemberState): Member => Member.restore(row);
    this.#members = session.store(MemberTable, { restore, stale, constant: ['createdAt'], taken: { PRIMARY: stale } });
  }

  add({ state }: Member): Promise<void> {
    return this.#members.insert(state);
  }

  update({ state }: Member): Promise<void> {
    return this.#members.update(state);
  }

  remove({ state }: Member): Promise<void> {
    return this.#members.remove(state);
  }

  find(tenantId: string, projectId: string, userId: string): Promise<Member | null> {
    return this.#members.find({ tenantId, projectId, userId });
  }

  async projectsOf(tenantId: string, userId: string): Promise<string[]> {
    return (await this.#members.list({ tenantId, userId })).map(({ state }) => state.projectId);
  }

  async soleMemberships(tenantId: string, userId: string): Promise<string[]> {
    const rows = await this.session.reader.query<{ readonly slug: string }[]>(SOLE_MEMBERSHIPS, [tenantId, userId]);
    return rows.map(({ slug }) => slug);
  }

  list(tenantId: string, projectId: string): Promise<Member[]> {
    return this.#members.list({ tenantId, projectId }, { createdAt: 'ASC', userId: 'ASC' });
  }
}
