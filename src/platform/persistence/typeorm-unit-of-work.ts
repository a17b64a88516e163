import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { DomainError } from '#shared/errors';
import { UnitOfWork, type Settling } from '#shared/unit-of-work.port';
import type { Database } from './database';
import { LazyTransaction } from './lazy-transaction';
import { Mutex } from './mutex';
import { isConnectionLoss, isContention } from './violations';

interface Scope {
  readonly transaction: LazyTransaction;
  /** Events of this attempt; null where the work is bookkeeping. */
  readonly events: AuditEnvelope[] | null;
  /** What waits for the end, by its key. */
  readonly settling: Map<object, Settling>;
  over: boolean;
}

/** What writes the collected events, right before the COMMIT; set once by messaging. */
export type EventSink = (manager: EntityManager, events: readonly AuditEnvelope[]) => Promise<void>;

const ATTEMPTS = 4;

/** The outcome of a COMMIT whose answer was lost is unknown: the caller must look before trying again. */
export class DatabaseUnavailable extends DomainError {
  constructor(cause: unknown) {
    super(
      'unavailable',
      'platform.database_away',
      'The database cannot be reached; whether the change was kept is unknown, read before you repeat it',
    );
    this.cause = cause;
  }
}

export class TypeOrmUnitOfWork extends UnitOfWork {
  readonly #scope = new AsyncLocalStorage<Scope>();
  readonly #mutex: Mutex | null;
  readonly #commitListeners: ((events: readonly AuditEnvelope[]) => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly sink: EventSink,
  ) {
    super();
    this.#mutex = database.engine === 'sqlite' ? new Mutex() : null;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(true, work);
  }

  enclose<T>(work: () => Promise<T>): Promise<T> {
    return this.#scope.getStore()?.over === false ? work() : this.#retrying(true, work);
  }

  maintain<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter(false, work);
  }

  /** Called after each commit that carried events. */
  onCommit(listener: (events: readonly AuditEnvelope[]) => void): void {
    this.#commitListeners.push(listener);
  }

  beforeCommit<T extends Settling>(key: object, make: () => T): T {
    const { settling } = this.#open();
    const settled = (settling.get(key) ?? make()) as T;
    settling.set(key, settled);
    return settled;
  }

  /** The open transaction. Throws outside of a unit of work, and after its end. */
  get writer(): EntityManager {
    return this.#open().transaction.manager;
  }

  /** The open transaction if there is one, else the last committed state. */
  get reader(): EntityManager {
    const scope = this.#scope.getStore();
    return scope?.over === false && scope.transaction.hasBegun ? scope.transaction.manager : this.database.reader.manager;
  }

  get dataSource(): Database['writer'] {
    return this.database.writer;
  }

  collect(event: AuditEnvelope): void {
    const { events } = this.#open();
    if (!events) throw new Error('bookkeeping has no events; use run()');
    events.push(event);
  }

  get eventCount(): number {
    return this.collected.length;
  }

  /** The events of the open unit of work so far. */
  get collected(): readonly AuditEnvelope[] {
    return this.#open().events ?? [];
  }

  #open(): Scope {
    const scope = this.#scope.getStore();
    if (!scope?.transaction.hasBegun) throw new Error('write outside of a unit of work');
    if (scope.over) throw new Error('unit of work is over');
    return scope;
  }

  async #enter<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    const open = this.#scope.getStore();
    if (open?.over !== false) return this.#retrying(audited, () => this.#enter(audited, work));
    await open.transaction.begin();
    return work();
  }

  async #retrying<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(audited, work);
      } catch (error) {
        if (isConnectionLoss(error)) throw new DatabaseUnavailable(error);
        if (!isContention(error) || attempt === ATTEMPTS) throw error;
        await new Promise((wake) => setTimeout(wake, attempt * 10 * (1 + Math.random())));
      }
    }
  }

  async #once<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    const transaction = new LazyTransaction(this.database.writer, this.#mutex);
    const events: AuditEnvelope[] = [];
    const scope: Scope = { transaction, events: audited ? events : null, settling: new Map(), over: false };
    const result = await transaction.keep(async () => {
      try {
        const value = await this.#scope.run(scope, async () => {
          const done = await work();
          for (const each of scope.settling.values()) await each.settle();
          return done;
        });
        if (audited && events.length === 0) throw new Error('a change without an audit event');
        if (events.length > 0) await this.sink(transaction.manager, events);
        return value;
      } finally {
        scope.over = true;
      }
    });
    if (events.length > 0)
      this.#commitListeners.forEach((listener) => {
        listener(events);
      });
    return result;
  }
}
