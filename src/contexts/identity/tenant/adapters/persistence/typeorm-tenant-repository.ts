import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { TENANT_LIST, TenantRepository } from '../../application/tenant-repository.port';
import { Tenant, TenantInUse, TenantTaken, type TenantState } from '../../domain/tenant';
import { TenantTable } from './tenant.table';

const taken = ({ name }: TenantState): Error => new TenantTaken(name);

export class TypeOrmTenantRepository extends TenantRepository {
  readonly #tenants: TableStore<TenantState, Tenant>;

  constructor(session: PersistenceSession) {
    super();
    this.#tenants = session.store(TenantTable, {
      restore: (row) => Tenant.restore(row),
      stale: ({ id }) => new StaleRevision('Tenant', id),
      constant: ['createdAt'],
      taken: { uq_tenant_name: taken, PRIMARY: taken },
      held: { fk_user_tenant: ({ name }) => new TenantInUse(name, 'a user has just joined it') },
    });
  }

  add({ state }: Tenant): Promise<void> {
    return this.#tenants.insert(state);
  }

  update({ state }: Tenant): Promise<void> {
    return this.#tenants.update(state);
  }

  remove({ state }: Tenant): Promise<void> {
    return this.#tenants.remove(state);
  }

  async lock(id: string): Promise<void> {
    await this.#tenants.hold({ id });
  }

  find(id: string): Promise<Tenant | null> {
    return this.#tenants.find({ id });
  }

  list(): Promise<Tenant[]> {
    return this.#tenants.list({}, { createdAt: 'ASC', id: 'ASC' });
  }

  page(query: ListQuery): Promise<Page<Tenant>> {
    return this.#tenants.page({}, TENANT_LIST, query);
  }
}
