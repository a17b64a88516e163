import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
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

  /** Only administrators of the platform may disable a tenant. That ends its sessions, and its keys stop working. */
  execute({ actor, tenantId, patch, expectedRevision }: UpdateTenantCommand): Promise<Tenant> {
    return this.unitOfWork.run(async () => {
      this.scope.admit(actor, 'tenant:write');
      const before = await this.scope.visible(actor, tenantId);
      const { id } = before.state;
      return revise(this.outbox, {
        what: 'Tenant',
        id,
        expected: expectedRevision,
        before,
        change: (tenant) => {
          if (patch.disabled !== undefined) this.#requireShuttable(actor, tenant);
          return tenant.change(patch, this.clock.now());
        },
        save: async (after) => {
          await this.tenants.update(after);
          return { endedSessions: after.isDisabled ? await this.sessions.endOfTenant(id, this.clock.now()) : 0 };
        },
        fact: (after) => ({
          rule: TENANT_AUDIT[ruleOf(before, after)],
          actor,
          tenantId: id,
          project: null,
          path: [id],
          changes: TENANT_FIELDS,
        }),
      });
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
