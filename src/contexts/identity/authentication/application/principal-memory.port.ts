import type { AuditEnvelope } from '#shared/audit-envelope';

/** The principals that this process caches. The composition root reports what the process committed. */
export abstract class PrincipalMemory {
  /** Removes the principals that these events may have shut out, so that a read after the write in this process sees the change at once. */
  abstract committed(events: readonly Pick<AuditEnvelope, 'action'>[]): void;
}
