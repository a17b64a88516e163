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
  // Written out, since the generator of the document evaluates no names.
  filters: { role: ['admin', 'tenant_admin', 'user', 'prompt_consumer', 'auditor'] },
};

export abstract class UserRepository extends SignInAccounts {
  /** Throws EmailTaken when any tenant has the address, TenantNotFound when the tenant has just gone. */
  abstract add(user: User): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and EmailTaken. */
  abstract update(user: User): Promise<void>;
  /**
   * Whoever changes or locks the user as well waits until this transaction ends. Throws StaleRevision when it was changed
   * since it was read.
   */
  abstract lock(user: User): Promise<void>;
  /** With the user's API keys, sessions and links, which it counts. Throws StaleRevision. */
  abstract remove(user: User): Promise<Counts>;
  /** All users of a tenant with what is theirs; counts both. */
  abstract removeAll(tenantId: string): Promise<Counts>;
  /** The enabled users of role `admin` and `tenant_admin` besides one. */
  abstract countAdministrators(tenantId: string, except: string): Promise<number>;
  abstract find(tenantId: string, id: string): Promise<User | null>;
  /** For those who may look into several tenants. */
  abstract findIn(tenantIds: readonly string[], id: string): Promise<User | null>;
  /** As {@link SignInAccounts.findByEmailKey}. */
  abstract override findByEmailKey(emailKey: string): Promise<User | null>;
  /** By creation. */
  abstract list(tenantId: string): Promise<User[]>;
  abstract page(tenantId: string, query: ListQuery): Promise<Page<User>>;
}
