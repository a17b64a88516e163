import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { RetainUsage } from '../application/retain-usage';

const EVERY_MS = 10 * 60 * 1000;

/** Shortens the usage report as time passes. */
export class UsageRetentionProcess extends BackgroundProcess {
  readonly name = 'usage-retention';
  readonly role = 'worker';
  readonly #loop: Loop;

  constructor(retainUsage: RetainUsage, logger: Logger) {
    super();
    const idle = (): Promise<void> => new Promise((wake) => setTimeout(wake, EVERY_MS).unref());
    this.#loop = new Loop({ name: this.name, idle, logger }, () => retainUsage.retain());
  }

  start(): Promise<void> {
    this.#loop.start();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
