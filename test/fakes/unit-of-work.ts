import type { AuditFact, Outcome } from '#shared/audit';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';

export interface RecordedFact extends AuditFact {
  readonly outcome: Outcome;
}

/** The facts of finished units of work, in order. */
export class RecordingOutbox extends Outbox {
  readonly facts: RecordedFact[] = [];
  #open: RecordedFact[] | null = null;

  append(fact: AuditFact): void {
    this.#collect({ ...fact, outcome: fact.outcome ?? 'success' });
  }

  unchanged(fact: AuditFact): void {
    this.#collect({ ...fact, outcome: 'unchanged' });
  }

  begin(): void {
    this.#open = [];
  }

  /** How many facts there were. */
  commit(): number {
    const collected = this.#open ?? [];
    this.facts.push(...collected);
    this.#open = null;
    return collected.length;
  }

  rollback(): void {
    this.#open = null;
  }

  #collect(fact: RecordedFact): void {
    if (!this.#open) throw new Error('write outside of a unit of work');
    this.#open.push(fact);
  }
}

/** What a fake repository does when the work it was part of fails. */
export interface Transactional {
  snapshot(): () => void;
}

/** As the real one: joins the open unit of work, keeps nothing of a failed one, and wants a word to the outbox. */
export class InMemoryUnitOfWork extends UnitOfWork {
  #depth = 0;

  constructor(
    private readonly outbox: RecordingOutbox,
    private readonly stores: readonly Transactional[] = [],
  ) {
    super();
  }

  get isOpen(): boolean {
    return this.#depth > 0;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(true, work);
  }

  maintain<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(false, work);
  }

  async #enter<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    if (this.isOpen) return work();
    const undo = this.stores.map((each) => each.snapshot());
    this.#depth += 1;
    this.outbox.begin();
    try {
      const result = await work();
      if (this.outbox.commit() === 0 && audited) throw new Error('a change without an audit event');
      return result;
    } catch (error) {
      this.outbox.rollback();
      undo.forEach((restore) => {
        restore();
      });
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }
}
