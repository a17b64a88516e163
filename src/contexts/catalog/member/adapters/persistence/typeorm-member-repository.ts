import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import { MemberRepository } from '../../application/member-repository.port';
import { Member } from '../../domain/member';
import { MemberTable } from './member.table';

export class TypeOrmMemberRepository extends MemberRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Member): Promise<void> {
    await this.session.guarded({ PRIMARY: () => new StaleRevision('Member', state.userId) }, () =>
      this.session.writer.createQueryBuilder().insert().into(MemberTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Member): Promise<void> {
    const { tenantId, projectId, userId, role, revision, updatedAt } = state;
    const result = await this.session.writer
      .getRepository(MemberTable)
      .update({ tenantId, projectId, userId, revision: revision - 1 }, { role, revision, updatedAt });
    if (result.affected === 0) throw new StaleRevision('Member', userId);
  }

  async remove({ state: { tenantId, projectId, userId, revision } }: Member): Promise<void> {
    const result = await this.session.writer.getRepository(MemberTable).delete({ tenantId, projectId, userId, revision });
    if (result.affected === 0) throw new StaleRevision('Member', userId);
  }

  async find(tenantId: string, projectId: string, userId: string): Promise<Member | null> {
    const row = await this.session.reader.getRepository(MemberTable).findOneBy({ tenantId, projectId, userId });
    return row && Member.restore(row);
  }

  async projectsOf(tenantId: string, userId: string): Promise<string[]> {
    const rows = await this.session.reader.getRepository(MemberTable).find({ select: { projectId: true }, where: { tenantId, userId } });
    return rows.map(({ projectId }) => projectId);
  }

  async soleMemberships(tenantId: string, userId: string): Promise<string[]> {
    const others =
      'SELECT 1 FROM catalog_member o WHERE o.tenant_id = member.tenant_id AND o.project_id = member.project_id AND o.user_id <> member.user_id';
    const rows = await this.session.reader
      .createQueryBuilder(MemberTable, 'member')
      .innerJoin('catalog_project', 'project', 'project.tenantId = member.tenantId AND project.id = member.projectId')
      .select('project.slug', 'slug')
      .where(`member.tenantId = :tenantId AND member.userId = :userId AND NOT EXISTS (${others})`, { tenantId, userId })
      .orderBy('project.slug')
      .getRawMany<{ slug: string }>();
    return rows.map(({ slug }) => slug);
  }

  async list(tenantId: string, projectId: string): Promise<Member[]> {
    const rows = await this.session.reader
      .getRepository(MemberTable)
      .find({ where: { tenantId, projectId }, order: { createdAt: 'ASC', userId: 'ASC' } });
    return rows.map((row) => Member.restore(row));
  }
}
