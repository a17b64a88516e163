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
  /** Removes only the tenant, after its users. Throws StaleRevision, and TenantInUse when a user has just been added. */
  abstract remove(tenant: Tenant): Promise<void>;
  /** Locks the tenant until the transaction ends; others that lock it wait. */
  abstract lock(id: string): Promise<void>;
  abstract find(id: string): Promise<Tenant | null>;
  /** In the order of creation. */
  abstract list(): Promise<Tenant[]>;
  abstract page(query: ListQuery): Promise<Page<Tenant>>;
}
