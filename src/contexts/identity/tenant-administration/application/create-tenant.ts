import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AccountGuard } from '../../user/application/account-guard';
import type { PasswordHasher } from '../../user/application/password-hasher.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { guardAccount, User } from '../../user/domain/user';
import { USER_AUDIT, userChanges } from '../../user/domain/user-audit';
import { Tenant, TENANT_FIELDS } from '../../tenant/domain/tenant';
import { TENANT_AUDIT } from '../../tenant/domain/tenant-audit';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { TenantScope } from '../../tenant/application/tenant-scope';

export interface CreateTenantCommand {
  readonly actor: Actor;
  readonly name: string;
  readonly marketplaceRequiresApproval: boolean;
  readonly admin: { readonly email: string; readonly password: string; readonly name: string };
}

/** Creates a tenant with its first `tenant_admin`: both or neither. */
export class CreateTenant {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly users: UserRepository,
    private readonly scope: TenantScope,
    private readonly hasher: PasswordHasher,
    private readonly guard: AccountGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute({ actor, name, marketplaceRequiresApproval, admin }: CreateTenantCommand): Promise<Tenant> {
    this.scope.admit(actor, 'tenant:write');
    this.scope.requirePlatform(actor);
    this.scope.requireNewAdministrator(actor);
    guardAccount(admin, '/initialAdminUser');
    const now = this.clock.now();
    const tenant = Tenant.create({ id: this.ids.next(), name, marketplaceRequiresApproval, now });
    const tenantId = tenant.state.id;
    // Hashing takes tens of milliseconds, so it comes before the transaction.
    const passwordHash = await this.hasher.hash(admin.password);
    const user = User.create({
      id: this.ids.next(),
      tenantId,
      email: admin.email,
      name: admin.name,
      role: 'tenant_admin',
      passwordHash,
      now,
    });
    return this.unitOfWork.run(async () => {
      await this.tenants.add(tenant);
      await this.users.add(user);
      await this.guard.credentialsSet(actor, user);
      this.outbox.append(
        auditFact({ rule: TENANT_AUDIT.create, actor, project: null, path: [tenantId], changes: TENANT_FIELDS }, null, tenant),
      );
      this.outbox.append(
        auditFact({ rule: USER_AUDIT.create, actor, tenantId, project: null, path: [user.state.id], changes: userChanges }, null, user),
      );
      return tenant;
    });
  }
}
