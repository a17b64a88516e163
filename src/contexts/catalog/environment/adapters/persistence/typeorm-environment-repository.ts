import { among } from '#platform/persistence/among';
import { greaterThan } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { SystemClock } from '#platform/system/clock-and-ids';
import type { Clock } from '#shared/clock.port';
import { StaleRevision } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { ENVIRONMENT_LIST, EnvironmentRepository, type NamedThen } from '../../application/environment-repository.port';
import { Environment, EnvironmentInUse, EnvironmentTaken, type EnvironmentState } from '../../domain/environment';
import { PastEnvironmentTable } from './past-environment.table';
import { EnvironmentTable } from './environment.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const SHOWN = { what: 'The environments of the projects have', instead: 'ask for fewer projects with limit' };

export class TypeOrmEnvironmentRepository extends EnvironmentRepository {
  readonly #environments: TableStore<EnvironmentState, Environment>;

  constructor(
    private readonly session: PersistenceSession,
    private readonly clock: Clock = new SystemClock(),
  ) {
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

  async update({ state }: Environment): Promise<void> {
    await this.#keep({ ...state, revision: state.revision - 1 }, state.updatedAt);
    await this.#environments.update(state);
  }

  async remove({ state }: Environment): Promise<void> {
    await this.#keep(state, this.clock.now());
    await this.#environments.remove(state);
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

  /** What is there now is read first: what changes in between is then found twice, and not missed. */
  async namedAt(tenantId: string, projectId: string, name: string, time: Date): Promise<NamedThen | null> {
    const present = await this.list(tenantId, [projectId]);
    const past = groupedBy(
      await this.session.rows(PastEnvironmentTable).list({ tenantId, projectId, validTo: greaterThan(time) }, { revision: 'ASC' }),
      (each) => each.id,
    );
    const standing = new Map<string, NamedThen & { readonly createdAt: Date }>();
    for (const now of present) standing.set(now.state.id, { then: now.state, now, createdAt: now.state.createdAt });
    for (const [id, [then]] of past) if (then) standing.set(id, { then, now: standing.get(id)?.now ?? null, createdAt: then.createdAt });
    return [...standing.values()].find((each) => each.then.name === name.trim() && each.createdAt <= time) ?? null;
  }

  /** Keeps what the environment is called before that changes. Throws StaleRevision. */
  async #keep(state: EnvironmentState, validTo: Date): Promise<void> {
    const { tenantId, projectId, id, revision, createdAt } = state;
    await this.#environments.lock(state);
    const before = await this.#environments.find({ tenantId, projectId, id });
    if (before)
      await this.session
        .rows(PastEnvironmentTable)
        .insert({ tenantId, projectId, id, revision, name: before.state.name, createdAt, validTo });
  }
}
