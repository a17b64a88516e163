import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { RecordKeyUse } from '../application/record-key-use';

const EVERY_MS = 5000;

/** Writes the last use of API keys every few seconds, and at the end what is left. */
export class KeyUseProcess extends BackgroundProcess {
  readonly name = 'api-key-use';
  readonly role = 'api';
  readonly #loop: Loop;

  constructor(
    private readonly recordKeyUse: RecordKeyUse,
    private readonly logger: Logger,
  ) {
    super();
    const idle = (): Promise<void> => new Promise((wake) => setTimeout(wake, EVERY_MS).unref());
    this.#loop = new Loop({ name: this.name, idle, logger }, async () => {
      await this.recordKeyUse.flush();
      return false;
    });
  }

  start(): Promise<void> {
    this.#loop.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.recordKeyUse.flush().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the last uses of API keys could not be kept');
    });
  }
}
