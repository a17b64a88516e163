import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { IdentityUsage } from '../../user/application/identity-usage.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { TENANT_FIELDS, TenantInUse, type Tenant } from '../../tenant/domain/tenant';
import { TENANT_AUDIT } from '../../tenant/domain/tenant-audit';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { TenantScope } from '../../tenant/application/tenant-scope';

export interface DeleteTenantCommand {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteTenant {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly users: UserRepository,
    private readonly usage: IdentityUsage,
    private readonly scope: TenantScope,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the tenant as it was. Its users and their keys are deleted with it. */
  execute({ actor, tenantId, expectedRevision }: DeleteTenantCommand): Promise<Tenant> {
    return this.unitOfWork.run(async () => {
      this.scope.admit(actor, 'tenant:write');
      this.scope.requirePlatform(actor);
      const tenant = await this.scope.visible(actor, tenantId);
      requireRevision('Tenant', tenant.state.id, tenant.state, expectedRevision);
      const { id, name } = tenant.state;
      if (id === PLATFORM_TENANT_ID || id === actor.tenantId) throw new TenantInUse(name, 'it is the platform tenant');
      const blockers = await this.usage.ofTenant(id);
      if (blockers.length > 0) throw new TenantInUse(name, `it still has ${blockers.join(', ')}`);
      const removed = await this.users.removeAll(id);
      await this.tenants.remove(tenant);
      this.outbox.append(
        auditFact({ rule: TENANT_AUDIT.delete, actor, project: null, path: [id], changes: TENANT_FIELDS, details: { removed } }, tenant),
      );
      return tenant;
    });
  }
}
