import { among } from '#platform/persistence/among';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { ENVIRONMENT_LIST, EnvironmentRepository } from '../../application/environment-repository.port';
import { Environment, EnvironmentInUse, EnvironmentTaken, type EnvironmentState } from '../../domain/environment';
import { EnvironmentTable } from './environment.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const SHOWN = { what: 'The environments of the projects have', instead: 'ask for fewer projects with limit' };

export class TypeOrmEnvironmentRepository extends EnvironmentRepository {
  readonly #environments: TableStore<EnvironmentState, Environment>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#environments = session.store(EnvironmentTable, {
      restore: (row) => Environment.restore(row),
      stale: ({ id }) => new StaleRevision('Environment', id),
      constant: ['projectId', 'createdAt'],
      taken: { uq_environment_name: ({ name }) => new EnvironmentTaken(name) },
      held: { fk_deployment_environment: ({ name }) => new EnvironmentInUse(name, ['deployments']) },
    });
  }

  add({ state }: Environment): Promise<void> {
    return this.#environments.insert(state);
  }

  update({ state }: Environment): Promise<void> {
    return this.#environments.update(state);
  }

  remove({ state }: Environment): Promise<void> {
    return this.#environments.remove(state);
  }

  find(tenantId: string, projectId: string, id: string): Promise<Environment | null> {
    return this.#environments.find({ tenantId, projectId, id });
  }

  findByName(tenantId: string, projectId: string, name: string): Promise<Environment | null> {
    return this.#environments.find({ tenantId, projectId, name: name.trim() });
  }

  list(tenantId: string, projectIds: readonly string[]): Promise<Environment[]> {
    return this.#environments.list({ tenantId, projectId: projectIds }, BY_CREATION);
  }

  shownWith(tenantId: string, projectIds: readonly string[]): Promise<Environment[]> {
    return this.#environments.list({ tenantId, projectId: projectIds }, BY_CREATION, SHOWN);
  }

  page(tenantId: string, projectId: string, reached: readonly string[] | null, query: ListQuery): Promise<Page<Environment>> {
    return this.#environments.page({ tenantId, projectId }, ENVIRONMENT_LIST, query, (rows) => {
      // MySQL does not compare an ASCII id with other text.
      const ids = reached?.filter((each) => /^[\x20-\x7e]*$/u.test(each)) ?? [];
      if (reached) rows.andWhere([{ id: among(this.session.reader, ids) }, { name: among(this.session.reader, reached) }]);
    });
  }
}
