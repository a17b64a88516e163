import type { AuditFact, Outcome } from '#shared/audit';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork, type Settling } from '#shared/unit-of-work.port';

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

  get eventCount(): number {
    if (!this.#open) throw new Error('write outside of a unit of work');
    return this.#open.length;
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
  /** Of the open unit: what takes it back; null: it has not begun. */
  #unit: { undo: (() => void)[] | null } | null = null;
  readonly #settling = new Map<object, Settling>();

  constructor(
    private readonly outbox: RecordingOutbox,
    private readonly stores: readonly Transactional[] = [],
  ) {
    super();
  }

  get eventCount(): number {
    return this.outbox.eventCount;
  }

  get isOpen(): boolean {
    return this.#unit?.undo != null;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(true, work);
  }

  maintain<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(false, work);
  }

  beforeCommit<T extends Settling>(key: object, make: () => T): T {
    if (!this.#unit) throw new Error('write outside of a unit of work');
    const settled = (this.#settling.get(key) ?? make()) as T;
    this.#settling.set(key, settled);
    return settled;
  }

  enclose<T>(work: () => Promise<T>): Promise<T> {
    return this.#unit ? work() : this.#whole(true, work);
  }

  #enter<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    if (!this.#unit) return this.#whole(audited, () => this.#enter(audited, work));
    if (!this.#unit.undo) {
      this.#unit.undo = this.stores.map((each) => each.snapshot());
      this.outbox.begin();
    }
    return work();
  }

  async #whole<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    const unit = (this.#unit = { undo: null } as { undo: (() => void)[] | null });
    try {
      const result = await work();
      for (const each of this.#settling.values()) await each.settle();
      if (this.outbox.commit() === 0 && audited) throw new Error('a change without an audit event');
      return result;
    } catch (error) {
      this.outbox.rollback();
      unit.undo?.forEach((restore) => {
        restore();
      });
      throw error;
    } finally {
      this.#unit = null;
      this.#settling.clear();
    }
  }
}
