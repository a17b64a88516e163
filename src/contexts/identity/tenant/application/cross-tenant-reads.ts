import { PLATFORM_TENANT_ID, type Actor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';

/** Reads of one's own tenant are not recorded; those of another one are, in the audit log of that tenant; those of all, in the platform's. */
export class CrossTenantReads {
  constructor(
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Before the answer: what cannot be recorded is not read. */
  async record(actor: Actor, rule: AuditRule, tenantId: string, resourceId: string): Promise<void> {
    if (tenantId !== actor.tenantId) await this.#append(actor, rule, tenantId, resourceId);
  }

  /** Before the answer to a read of all tenants at once: one event. */
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
