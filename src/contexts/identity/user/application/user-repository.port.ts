import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { SignInAccounts } from '../../session/application/sign-in-accounts.port';
import type { User, UserState } from '../domain/user';

export const USER_LIST: ListRules<UserState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', email: 'email' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'email'],
  // The values are literals, because the generator of the document does not evaluate names.
  filters: { role: ['admin', 'tenant_admin', 'user', 'prompt_consumer', 'auditor'] },
};

export abstract class UserRepository extends SignInAccounts {
  /** Throws EmailTaken when any tenant has the address, and TenantNotFound when the tenant was just deleted. */
  abstract add(user: User): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and EmailTaken. */
  abstract update(user: User): Promise<void>;
  /**
   * Locks the user: other changes and locks wait until this transaction ends. Throws StaleRevision when the user has changed
   * since the read.
   */
  abstract lock(user: User): Promise<void>;
  /** Removes the user with their API keys, sessions and links, and returns the counts of these. Throws StaleRevision. */
  abstract remove(user: User): Promise<Counts>;
  /** Removes all users of a tenant with their API keys, sessions and links, and returns the counts. */
  abstract removeAll(tenantId: string): Promise<Counts>;
  /** The number of enabled users with the role `admin` or `tenant_admin`, without one. */
  abstract countAdministrators(tenantId: string, except: string): Promise<number>;
  abstract find(tenantId: string, id: string): Promise<User | null>;
  /** Finds a user for callers that may read several tenants. */
  abstract findIn(tenantIds: readonly string[], id: string): Promise<User | null>;
  /** See {@link SignInAccounts.findByEmailKey}. */
  abstract override findByEmailKey(emailKey: string): Promise<User | null>;
  /** In the order of creation. */
  abstract list(tenantId: string): Promise<User[]>;
  abstract page(tenantId: string, query: ListQuery): Promise<Page<User>>;
}
