import type { AuditEnvelope } from '#shared/audit-envelope';

/** What this process remembers of principals. Whoever wires the process says what was committed in it. */
export abstract class PrincipalMemory {
  /** Forgets whom these events may have shut out: a read after the write sees it, in this process at once. */
  abstract committed(events: readonly Pick<AuditEnvelope, 'action'>[]): void;
}
