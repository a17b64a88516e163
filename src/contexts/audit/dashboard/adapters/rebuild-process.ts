import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { ContinueRebuild } from '../application/continue-rebuild';

const LOOK_AGAIN_MS = 1000;

/** Carries out the rebuilds of the dashboard that administrators request. */
export class RebuildProcess extends BackgroundProcess {
  readonly name = 'dashboard rebuild';
  readonly role = 'worker';
  readonly #loop: Loop;

  constructor(rebuild: ContinueRebuild, logger: Logger) {
    super();
    const idle = (): Promise<void> => new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS).unref());
    this.#loop = new Loop({ name: this.name, idle, logger }, () => rebuild.execute());
  }

  start(): Promise<void> {
    this.#loop.start();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }
}
