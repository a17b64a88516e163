import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { Clock } from '#shared/clock.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { IdempotencyStore } from './idempotency-store';

const EVERY_MS = 10 * 60 * 1000;

/** Removes expired idempotency keys. */
export class IdempotencyPurge extends BackgroundProcess {
  readonly name = 'idempotency-purge';
  readonly role = 'worker';
  readonly #loop: Loop;

  constructor(
    private readonly store: IdempotencyStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    super();
    const idle = (): Promise<void> => new Promise((wake) => setTimeout(wake, EVERY_MS).unref());
    this.#loop = new Loop({ name: this.name, idle, logger }, () => this.purge());
  }

  /** Removes one batch. Returns true when there may be more. */
  purge(): Promise<boolean> {
    return this.unitOfWork.maintain(() => this.store.purge(this.clock.now()));
  }

  start(): Promise<void> {
    this.#loop.start();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
