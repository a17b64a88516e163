import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { TENANT_FIELDS, type Tenant, type TenantPatch } from '../domain/tenant';
import { TENANT_AUDIT } from '../domain/tenant-audit';
import type { TenantRepository } from './tenant-repository.port';
import type { TenantScope } from './tenant-scope';

export interface UpdateTenantCommand {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly patch: TenantPatch;
}

export class UpdateTenant {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly scope: TenantScope,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, tenantId, patch }: UpdateTenantCommand): Promise<Tenant> {
    return this.unitOfWork.run(async () => {
      this.scope.requireTenancy();
      const before = await this.scope.visible(actor, tenantId);
      const after = before.change(patch, this.clock.now());
      const fact = {
        rule: TENANT_AUDIT.update,
        actor,
        tenantId: after.state.id,
        resource: { id: after.state.id, revision: after.state.revision, projectId: null },
        changes: changesBetween(before.state, after.state, TENANT_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.tenants.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
