import type { AccessPolicy } from '#shared/access-policy.port';
import { isPlatformTenant, type Actor } from '#shared/actor';
import type { AccountPower } from '#shared/power';
import { asReferredTo, Forbidden } from '#shared/errors';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import { tenantIdFrom, TenantNotFound } from '../../tenant/domain/tenant';
import { UserNotFound, type User } from '../domain/user';
import type { UserRepository } from './user-repository.port';

/** Decides which users an administrator reaches: those of their tenant; a `tenant_admin` of the platform reaches all (wire contract, 1.7). */
export class UserScope {
  constructor(
    private readonly users: UserRepository,
    private readonly tenants: TenantRepository,
    private readonly policy: AccessPolicy,
  ) {}

  /** Every use case of users begins with this check. Throws Forbidden. */
  admit(actor: Actor, permission: string): void {
    this.policy.require(actor, permission);
  }

  /** Call it before every change of somebody's power or credentials. Throws Forbidden. */
  requirePower(actor: Actor, power: Omit<AccountPower, 'of'>): void {
    this.policy.requirePower(actor, { of: 'account', ...power });
  }

  /** The tenant that a caller names, or their own when they name none. `pointer` is the place of the name in the request. */
  async tenant(actor: Actor, named: string | null, pointer: string): Promise<string> {
    if (named === null) return actor.tenantId;
    const id = tenantIdFrom(named, pointer);
    if (id === actor.tenantId) return id;
    if (!crossesTenants(actor)) throw new Forbidden('You may not act for another tenant', 'identity.foreign_tenant');
    if (!(await this.tenants.find(id))) throw asReferredTo(new TenantNotFound(named));
    return id;
  }

  /** Throws UserNotFound, also for a user that the actor may not see. */
  async user(actor: Actor, id: string): Promise<User> {
    const user = (await this.users.find(actor.tenantId, id)) ?? (crossesTenants(actor) ? await this.#anywhere(id) : null);
    if (!user) throw new UserNotFound(id);
    return user;
  }

  async #anywhere(id: string): Promise<User | null> {
    const tenants = await this.tenants.list();
    return this.users.findIn(
      tenants.map(({ state }) => state.id),
      id,
    );
  }
}

const crossesTenants = (actor: Actor): boolean => isPlatformTenant(actor) && actor.role === 'tenant_admin';
