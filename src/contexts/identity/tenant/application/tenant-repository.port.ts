import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Tenant, TenantState } from '../domain/tenant';

export const TENANT_LIST: ListRules<TenantState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'createdAt',
  tie: 'id',
  search: ['name'],
  filters: {},
};

export abstract class TenantRepository {
  /** Throws TenantTaken when the name, or the id, is in use. */
  abstract add(tenant: Tenant): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and TenantTaken. */
  abstract update(tenant: Tenant): Promise<void>;
  /** The tenant alone: its users go before. Throws StaleRevision, and TenantInUse when somebody has just joined it. */
  abstract remove(tenant: Tenant): Promise<void>;
  /** Makes others wait who lock the same tenant, until the transaction ends. */
  abstract lock(id: string): Promise<void>;
  abstract find(id: string): Promise<Tenant | null>;
  /** By creation. */
  abstract list(): Promise<Tenant[]>;
  abstract page(query: ListQuery): Promise<Page<Tenant>>;
}
