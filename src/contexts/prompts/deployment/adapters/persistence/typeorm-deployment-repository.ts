import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import { lengthOf } from '#platform/persistence/stored-bytes';
import { mostBytesIn, wholeList } from '#platform/persistence/whole-list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { chunks } from '#shared/chunks';
import { asReferredTo, NotFound, StaleRevision } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { DEPLOYMENT_LIST, DeploymentRepository } from '../../application/deployment-repository.port';
import { Deployment, type Approval, type DeploymentState } from '../../domain/deployment';
import { DeploymentTaken } from '../../domain/deployment-errors';
import type { DeploymentItemState } from '../../domain/deployment-item';
import { DeploymentItemTable, DeploymentTable, type DeploymentRow } from './deployment.table';

export class TypeOrmDeploymentRepository extends DeploymentRepository {
  readonly #deployments: TableStore<DeploymentRow, DeploymentRow>;

  constructor(private readonly session: PersistenceSession) {
    super();
    this.#deployments = session.store(DeploymentTable, {
      restore: (row) => row,
      stale: ({ name }) => new StaleRevision('Deployment', name),
      constant: ['projectId', 'environmentId', 'requestedBy', 'requestedAt'],
      taken: {
        uq_deployment_name: ({ name }) => new DeploymentTaken(name),
        fk_deployment_environment: () => asReferredTo(new NotFound('Environment', null)),
        fk_deployment_project: () => new NotFound('Project', null),
      },
    });
  }

  async add({ state, items }: Deployment): Promise<void> {
    await this.#deployments.insert(state);
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(DeploymentItemTable)
      .values([...items])
      .updateEntity(false)
      .execute();
  }

  async update(before: Deployment, { state, items }: Deployment): Promise<void> {
    await this.#deployments.update(state);
    const { tenantId } = state;
    for (const [index, item] of items.entries()) {
      const { status, errorMessage, deployedAt, contentHash } = item;
      if (same(before.items[index], item)) continue;
      const changed = { status, errorMessage, deployedAt, contentHash };
      await this.session.writer.getRepository(DeploymentItemTable).update({ tenantId, id: item.id }, changed);
    }
  }

  async find(tenantId: string, projectId: string, id: string): Promise<Deployment | null> {
    const row = await this.#deployments.find({ tenantId, projectId, id });
    return row && ((await this.#withItems(tenantId, [row]))[0] ?? null);
  }

  async page(tenantId: string, environmentIds: readonly string[], query: ListQuery): Promise<Page<Deployment>> {
    const rows = this.session.reader
      .createQueryBuilder(DeploymentTable, 'deployment')
      .where({ tenantId, environmentId: among(this.session.reader, environmentIds) })
      .andWhere(query.filters);
    const { items, next } = await pageOf(rows, DEPLOYMENT_LIST, query);
    return { items: await this.#withItems(tenantId, items), next };
  }

  count(tenantId: string, of: { readonly projectId: string } | { readonly environmentId: string }): Promise<number> {
    return this.session.reader.getRepository(DeploymentTable).countBy({ tenantId, ...of });
  }

  /** Checks the length of the items for one response and reads them in slices. A change reads one deployment, whose items always fit. */
  async #withItems(tenantId: string, rows: readonly DeploymentRow[]): Promise<Deployment[]> {
    const byDeployment = new Map<string, DeploymentItemState[]>(rows.map(({ id }) => [id, []]));
    const { reader } = this.session;
    let mostBytes = rows.length > 1 ? mostBytesIn(reader.dataSource) : Infinity;
    for (const some of chunks(rows, DEPLOYMENTS_AT_ONCE)) {
      const ids = some.map(({ id }) => id);
      const found = reader
        .createQueryBuilder(DeploymentItemTable, 'item')
        .where({ tenantId, deploymentId: among(reader, ids) })
        .orderBy({ 'item.position': 'ASC', 'item.id': 'ASC' });
      const items = await wholeList(found, { expression: 'item.id', property: 'id' }, { mostBytes, reading: ITEMS });
      for (const item of items) byDeployment.get(item.deploymentId)?.push(item);
      mostBytes -= lengthOf(items);
      if (rows.length > DEPLOYMENTS_AT_ONCE) await nextTurn();
    }
    return rows.map((row) => Deployment.restore(stateOf(row), byDeployment.get(row.id) ?? []));
  }
}

/** The number of deployments for whose items one statement returns the lengths; each has at most 500 items. */
const DEPLOYMENTS_AT_ONCE = 20;
const ITEMS = { what: 'The items of the deployments have', instead: 'ask for fewer deployments with limit' };

const stateOf = ({ approvals, rejected, ...row }: DeploymentRow): DeploymentState =>
  ({ ...row, approvals: approvals ?? soleApproval(row), rejected: rejected ?? false }) as DeploymentState;

const soleApproval = ({ approvedBy, approvedAt }: Pick<DeploymentRow, 'approvedBy' | 'approvedAt'>): Approval[] =>
  approvedBy === null || approvedAt === null ? [] : [{ by: approvedBy, at: approvedAt.toISOString() }];

const same = (a: DeploymentItemState | undefined, b: DeploymentItemState): boolean =>
  a?.status === b.status && a.errorMessage === b.errorMessage && a.contentHash === b.contentHash && a.deployedAt === b.deployedAt;
