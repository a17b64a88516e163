import type { AuditEnvelope } from '#shared/audit-envelope';

/** The principals that this process caches. The composition root reports what the process committed. */
export abstract class PrincipalMemory {
  /** Forgets whom these events may have shut out: a read after the write sees it, in this process at once. */
  abstract committed(events: readonly Pick<AuditEnvelope, 'action'>[]): void;
}
