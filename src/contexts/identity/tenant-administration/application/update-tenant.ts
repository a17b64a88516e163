import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { SessionRepository } from '../../session/application/session-repository.port';
import { TENANT_FIELDS, TenantInUse, type Tenant, type TenantPatch } from '../../tenant/domain/tenant';
import { TENANT_AUDIT } from '../../tenant/domain/tenant-audit';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';
import type { TenantScope } from '../../tenant/application/tenant-scope';

export interface UpdateTenantCommand {
  readonly actor: Actor;
  readonly tenantId: string;
  readonly patch: TenantPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateTenant {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly scope: TenantScope,
    private readonly sessions: SessionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Disabling is for the platform's administrators: it ends the sessions of the tenant, and its keys do not work. */
  execute({ actor, tenantId, patch, expectedRevision }: UpdateTenantCommand): Promise<Tenant> {
    return this.unitOfWork.run(async () => {
      this.scope.admit(actor, 'tenant:write');
      const before = await this.scope.visible(actor, tenantId);
      requireRevision('Tenant', before.state.id, before.state, expectedRevision);
      if (patch.disabled !== undefined) this.#requireShuttable(actor, before);
      const after = before.change(patch, this.clock.now());
      const fact = {
        rule: TENANT_AUDIT[ruleOf(before, after)],
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
      const endedSessions = after.isDisabled ? await this.sessions.endOfTenant(after.state.id, this.clock.now()) : 0;
      this.outbox.append({ ...fact, details: { endedSessions } });
      return after;
    });
  }

  #requireShuttable(actor: Actor, { state: { id, name } }: Tenant): void {
    this.scope.requirePlatform(actor);
    if (id === PLATFORM_TENANT_ID) throw new TenantInUse(name, 'it is the platform tenant', 'disabled');
  }
}

function ruleOf(before: Tenant, after: Tenant): 'update' | 'disable' | 'enable' {
  if (before.isDisabled === after.isDisabled) return 'update';
  return after.isDisabled ? 'disable' : 'enable';
}
