import type { AuditFact } from './audit';
import { auditFact, type Subject } from './audit-fact';
import type { Outbox } from './outbox.port';
import { requireRevision, type ExpectedRevision, type Revised } from './revision';

interface Aggregate {
  readonly state: Revised;
}

/** More for the audit log that is known only after the change, such as a number of ended sessions. */
type Details = NonNullable<AuditFact['details']>;

export interface Revision<B extends Aggregate | null> {
  /** What a caller reads when the precondition fails: `Tag`. */
  readonly what: string;
  /** The name by which the caller addressed it. */
  readonly id: string;
  /** The caller's precondition. */
  readonly expected: ExpectedRevision;
  /** The aggregate as loaded in this transaction; null where the change may create it. */
  readonly before: B;
  /** Returns the aggregate after the change, or `before` itself when nothing differs. It may refuse by throwing. */
  readonly change: (before: B) => NonNullable<B> | Promise<NonNullable<B>>;
  /** Stores the aggregate and the consequences of the change. */
  readonly save: (after: NonNullable<B>, before: B) => Promise<void> | Promise<Details>;
  readonly fact: SubjectOf<B> | ((after: NonNullable<B>, before: B) => SubjectOf<B>);
}

type SubjectOf<B extends Aggregate | null> = Subject<NonNullable<B>['state']>;

/**
 * Changes one aggregate and records the fact. Call it inside `unitOfWork.run`. It checks the precondition first. A change without an
 * effect is recorded with outcome `unchanged` and stores nothing.
 */
export async function revise<B extends Aggregate | null>(outbox: Outbox, revision: Revision<B>): Promise<NonNullable<B>> {
  const { what, id, expected, before, change, save, fact } = revision;
  requireRevision(what, id, before?.state ?? null, expected);
  const after = await change(before);
  const subject = typeof fact === 'function' ? fact(after, before) : fact;
  if (after === before) {
    outbox.unchanged(auditFact(subject, before, after));
    return after;
  }
  const details = await save(after, before);
  outbox.append(auditFact(details ? { ...subject, details: { ...subject.details, ...details } } : subject, before, after));
  return after;
}
