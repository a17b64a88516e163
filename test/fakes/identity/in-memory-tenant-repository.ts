import { TENANT_LIST, TenantRepository } from '#contexts/identity/tenant/application/tenant-repository.port';
import { TenantInUse, TenantTaken, Tenant } from '#contexts/identity/tenant/domain/tenant';
import { StaleRevision } from '#shared/errors';
import { pageOfAll, type ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { IdentityStore } from './identity-store';

export class InMemoryTenantRepository extends TenantRepository {
  constructor(private readonly store: IdentityStore) {
    super();
  }

  async add(tenant: Tenant): Promise<void> {
    const { id, name } = tenant.state;
    this.#refuseTaken(name);
    if (this.store.tenants.has(id)) throw new TenantTaken(name);
    this.store.tenants.set(id, tenant);
  }

  async update(tenant: Tenant): Promise<void> {
    this.#requireRevision(tenant, tenant.state.revision - 1);
    this.#refuseTaken(tenant.state.name, tenant.state.id);
    this.store.tenants.set(tenant.state.id, tenant);
  }

  async remove(tenant: Tenant): Promise<void> {
    const { id, name, revision } = tenant.state;
    this.#requireRevision(tenant, revision);
    if ([...this.store.users.values()].some(({ state }) => state.tenantId === id)) throw new TenantInUse(name, 'a user has just joined it');
    this.store.tenants.delete(id);
  }

  async lock(): Promise<void> {
    // One unit of work at a time here.
  }

  async find(id: string): Promise<Tenant | null> {
    return this.store.tenants.get(id) ?? null;
  }

  async list(): Promise<Tenant[]> {
    return [...this.store.tenants.values()].sort((a, b) => +a.state.createdAt - +b.state.createdAt || (a.state.id < b.state.id ? -1 : 1));
  }

  async page(query: ListQuery): Promise<Page<Tenant>> {
    const all = (await this.list()).map(({ state }) => state);
    return mapPage(pageOfAll(all, TENANT_LIST, query), (state) => Tenant.restore(state));
  }

  #refuseTaken(name: string, except?: string): void {
    if ([...this.store.tenants.values()].some(({ state }) => state.name === name && state.id !== except)) throw new TenantTaken(name);
  }

  #requireRevision({ state: { id } }: Tenant, revision: number): void {
    if (this.store.tenants.get(id)?.state.revision !== revision) throw new StaleRevision('Tenant', id);
  }
}
