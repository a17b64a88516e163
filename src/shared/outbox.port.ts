import type { AuditFact } from './audit';

/** Collects the events of use cases, and writes them with the COMMIT of the open unit of work. */
export abstract class Outbox {
  /** Throws outside of a unit of work. */
  abstract append(fact: AuditFact): void;
  /** The request was served and there was nothing to change: recorded with outcome `unchanged`. */
  abstract unchanged(fact: AuditFact): void;
}
