import type { AuditFact } from './audit';

/** Collects the events of use cases, and writes them with the COMMIT of the open unit of work. */
export abstract class Outbox {
  /** Throws outside of a unit of work. */
  abstract append(fact: AuditFact): void;
  /** Records with outcome `unchanged` that the request was served and changed nothing. */
  abstract unchanged(fact: AuditFact): void;
}
