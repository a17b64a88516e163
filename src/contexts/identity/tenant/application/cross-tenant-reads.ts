import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';

/** Records reads of another tenant in that tenant's audit log, and reads of all tenants in the platform's. Reads of the own tenant are not recorded. */
export class CrossTenantReads {
  constructor(
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Call it before the response: without the record there is no read. */
  async record(actor: Actor, rule: AuditRule, tenantId: string, resourceId: string): Promise<void> {
    if (tenantId !== actor.tenantId) await this.#append(actor, rule, tenantId, resourceId);
  }

  /** Call it before the response to a read of all tenants. It records one event. */
  recordAll(actor: Actor, rule: AuditRule): Promise<void> {
    return this.#append(actor, rule, PLATFORM_TENANT_ID, PLATFORM_TENANT_ID);
  }

  #append(actor: Actor, rule: AuditRule, tenantId: string, resourceId: string): Promise<void> {
    return this.unitOfWork.run(() => {
      const subject = { rule: { ...rule, risk: 'medium' }, actor, tenantId, project: null, path: [resourceId] } as const;
      this.outbox.append(auditFact({ ...subject, details: { fromTenant: actor.tenantId } }));
      return Promise.resolve();
    });
  }
}
