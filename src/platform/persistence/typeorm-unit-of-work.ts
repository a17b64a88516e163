import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from 'typeorm';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { countBusy } from '#platform/observability/metrics';
import { UnitOfWork, type Settling } from '#shared/unit-of-work.port';
import type { Database } from './database';
import { LazyTransaction } from './lazy-transaction';
import { patience } from './patience';
import { Turns } from './turns';
import { DatabaseBusy, DiskFull, unavailability } from './unavailable';
import { isContention } from './violations';

/** The waiting of a unit of work for other transactions, over all its attempts. */
interface Wait {
  readonly until: number;
  isContended: boolean;
}

interface Scope {
  readonly transaction: LazyTransaction;
  /** The events of this attempt; null for bookkeeping. */
  readonly events: AuditEnvelope[] | null;
  /** The work before the COMMIT, by its key. */
  readonly settling: Map<object, Settling>;
  over: boolean;
}

/** Writes the collected events right before the COMMIT. Messaging provides it. */
export type EventSink = (manager: EntityManager, events: readonly AuditEnvelope[]) => Promise<void>;

/** The maximum pause before the next attempt, and between two tries to get the lock of SQLite. */
const MAX_PAUSE_MS = 250;
const pause = (attempt: number): Promise<void> =>
  new Promise((wake) => setTimeout(wake, Math.min(attempt * 10, MAX_PAUSE_MS) * (1 + Math.random())));

export class TypeOrmUnitOfWork extends UnitOfWork {
  readonly #scope = new AsyncLocalStorage<Scope>();
  readonly #turns: Turns;
  readonly #commitListeners: ((events: readonly AuditEnvelope[]) => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly sink: EventSink,
    /** Called when the state of SQLite's only writing connection is unknown. It must end the process. */
    private readonly onUnproven: (error: unknown) => void = crash,
    private readonly now: () => number = () => performance.now(),
  ) {
    super();
    this.#turns = new Turns(database.writers);
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

  /** Calls the listener after each commit with events. */
  onCommit(listener: (events: readonly AuditEnvelope[]) => void): void {
    this.#commitListeners.push(listener);
  }

  beforeCommit<T extends Settling>(key: object, make: () => T): T {
    const { settling } = this.#open();
    const settled = (settling.get(key) ?? make()) as T;
    settling.set(key, settled);
    return settled;
  }

  /** The open transaction. Throws outside a unit of work and after its end. */
  get writer(): EntityManager {
    return this.#open().transaction.manager;
  }

  /** The open transaction if there is one, otherwise the last committed state. */
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

  /** Retries while another transaction is in the way, as long as the patience of the request lasts. */
  async #retrying<T>(audited: boolean, work: () => Promise<T>): Promise<T> {
    const { lockWaitMs } = this.database;
    const own = patience();
    const wait = { until: this.now() + own.leftMs, isContended: false };
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await this.#once(audited, work, wait);
        } catch (error) {
          if (isContention(error)) wait.isContended = true;
          if (!isContention(error) || this.now() + lockWaitMs >= wait.until) throw this.#told(error);
          await pause(attempt);
        }
      }
    } finally {
      if (wait.isContended) own.leftMs = Math.max(0, wait.until - this.now());
    }
  }

  #told(error: unknown): unknown {
    const told = unavailability(error);
    if (told instanceof DatabaseBusy) {
      countBusy();
      this.database.condition.begin('busy', 'changes are given up, because other transactions hold what they need for too long');
    }
    if (told instanceof DiskFull) this.database.condition.begin('disk_full', 'the disk is full: no change is accepted');
    return told;
  }

  /** All requests wait for SQLite's only writing connection. A request that waits too long for one of MySQL's gets an error. */
  async #turn(wait: Wait): Promise<() => void> {
    const { engine, lockWaitMs } = this.database;
    const end = await this.#turns.acquire(engine === 'sqlite' ? Infinity : wait.until - lockWaitMs - this.now());
    if (end) return end;
    wait.isContended = true;
    throw new DatabaseBusy(new Error('every connection for changes was in use'));
  }

  /** Waits without SQLite's own busy timeout, which would block the whole process. */
  async #patiently(wait: Wait, begin: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await begin();
        return;
      } catch (error) {
        if (!isContention(error) || this.now() >= wait.until) throw error;
        wait.isContended = true;
        await pause(attempt);
      }
    }
  }

  async #once<T>(audited: boolean, work: () => Promise<T>, wait: Wait): Promise<T> {
    const isSqlite = this.database.engine === 'sqlite';
    const transaction = new LazyTransaction(this.database.writer, {
      turns: () => this.#turn(wait),
      ...(isSqlite && { patiently: (begin: () => Promise<void>) => this.#patiently(wait, begin), onUnproven: this.onUnproven }),
    });
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
    if (transaction.hasBegun) this.database.condition.committed(events.length > 0);
    if (events.length > 0)
      this.#commitListeners.forEach((listener) => {
        listener(events);
      });
    return result;
  }
}

function crash(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
