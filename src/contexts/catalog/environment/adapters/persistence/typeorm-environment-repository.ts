import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { ENVIRONMENT_LIST, EnvironmentRepository } from '../../application/environment-repository.port';
import { Environment, EnvironmentInUse, EnvironmentTaken } from '../../domain/environment';
import { EnvironmentTable } from './environment.table';

export class TypeOrmEnvironmentRepository extends EnvironmentRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Environment): Promise<void> {
    await this.session.guarded({ uq_environment_name: () => new EnvironmentTaken(state.name) }, () =>
      this.session.writer.createQueryBuilder().insert().into(EnvironmentTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Environment): Promise<void> {
    const { tenantId, id, revision, name, description, updatedAt } = state;
    const result = await this.session.guarded({ uq_environment_name: () => new EnvironmentTaken(name) }, () =>
      this.session.writer
        .getRepository(EnvironmentTable)
        .update({ tenantId, id, revision: revision - 1 }, { revision, name, description, updatedAt }),
    );
    if (result.affected === 0) throw new StaleRevision('Environment', id);
  }

  async remove({ state: { tenantId, id, name, revision } }: Environment): Promise<void> {
    const result = await this.session.guarded({ fk_deployment_environment: () => new EnvironmentInUse(name, ['deployments']) }, () =>
      this.session.writer.getRepository(EnvironmentTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Environment', id);
  }

  async find(tenantId: string, projectId: string, id: string): Promise<Environment | null> {
    return restored(await this.session.reader.getRepository(EnvironmentTable).findOneBy({ tenantId, projectId, id }));
  }

  async findByName(tenantId: string, projectId: string, name: string): Promise<Environment | null> {
    return restored(await this.session.reader.getRepository(EnvironmentTable).findOneBy({ tenantId, projectId, name: name.trim() }));
  }

  async list(tenantId: string, projectIds: readonly string[]): Promise<Environment[]> {
    const { reader } = this.session;
    const rows = await reader
      .getRepository(EnvironmentTable)
      .find({ where: { tenantId, projectId: among(reader, projectIds) }, order: { createdAt: 'ASC', id: 'ASC' } });
    return rows.map((row) => Environment.restore(row));
  }

  async page(tenantId: string, projectId: string, reached: readonly string[] | null, query: ListQuery): Promise<Page<Environment>> {
    const rows = this.session.reader.createQueryBuilder(EnvironmentTable, 'environment').where({ tenantId, projectId });
    // MySQL does not compare an id, which is ASCII, with other text.
    const ids = reached?.filter((each) => /^[\x20-\x7e]*$/u.test(each)) ?? [];
    if (reached) rows.andWhere([{ id: among(this.session.reader, ids) }, { name: among(this.session.reader, reached) }]);
    return mapPage(await pageOf(rows, ENVIRONMENT_LIST, query), (row) => Environment.restore(row));
  }
}

const restored = (row: Parameters<typeof Environment.restore>[0] | null): Environment | null => (row ? Environment.restore(row) : null);
