import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { TENANT_LIST, TenantRepository } from '../../application/tenant-repository.port';
import { Tenant, TenantInUse, TenantTaken } from '../../domain/tenant';
import { TenantTable } from './tenant.table';

export class TypeOrmTenantRepository extends TenantRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Tenant): Promise<void> {
    const taken = (): Error => new TenantTaken(state.name);
    await this.session.guarded({ uq_tenant_name: taken, PRIMARY: taken }, () =>
      this.session.writer.createQueryBuilder().insert().into(TenantTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Tenant): Promise<void> {
    const { id, revision, name, marketplaceRequiresApproval, disabledAt, updatedAt } = state;
    const result = await this.session.guarded({ uq_tenant_name: () => new TenantTaken(name) }, () =>
      this.session.writer
        .getRepository(TenantTable)
        .update({ id, revision: revision - 1 }, { revision, name, marketplaceRequiresApproval, disabledAt, updatedAt }),
    );
    if (result.affected === 0) throw new StaleRevision('Tenant', id);
  }

  async remove({ state: { id, name, revision } }: Tenant): Promise<void> {
    const result = await this.session.guarded({ fk_user_tenant: () => new TenantInUse(name, 'a user has just joined it') }, () =>
      this.session.writer.getRepository(TenantTable).delete({ id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Tenant', id);
  }

  async lock(id: string): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    await this.session.writer.getRepository(TenantTable).update({ id }, { revision: () => 'revision' });
  }

  async find(id: string): Promise<Tenant | null> {
    const row = await this.session.reader.getRepository(TenantTable).findOneBy({ id });
    return row ? Tenant.restore(row) : null;
  }

  async list(): Promise<Tenant[]> {
    const rows = await this.session.reader.getRepository(TenantTable).find({ order: { createdAt: 'ASC', id: 'ASC' } });
    return rows.map((row) => Tenant.restore(row));
  }

  async page(query: ListQuery): Promise<Page<Tenant>> {
    const rows = this.session.reader.createQueryBuilder(TenantTable, 'tenant');
    return mapPage(await pageOf(rows, TENANT_LIST, query), (row) => Tenant.restore(row));
  }
}
