import { observeTotal, observe } from '#platform/observability/metrics';
import type { Logger } from '#platform/observability/logger';
import { BackgroundProcess } from '#platform/process/background-process';
import { Loop } from '#platform/process/loop';
import type { AccessBuffer } from '../application/access-buffer';
import type { FlushUsage } from '../application/flush-usage';
import type { UsageSettings } from '../application/usage-settings';

/** How long a stop tries to write what is left. */
const MAX_LAST_FLUSH_MS = 5000;

/** Writes the buffered accesses every few seconds, early when the buffer fills, and at the end what is left. */
export class UsageFlushProcess extends BackgroundProcess {
  readonly name = 'usage-flush';
  readonly role = 'api';
  readonly #loop: Loop;
  #abandoned = 0;

  constructor(
    private readonly buffer: AccessBuffer,
    private readonly flushUsage: FlushUsage,
    { values }: UsageSettings,
    private readonly logger: Logger,
  ) {
    super();
    const idle = (): Promise<void> => buffer.untilHalfFull(values.flushMs);
    this.#loop = new Loop({ name: this.name, idle, logger }, () => this.flushUsage.flush());
  }

  start(): Promise<void> {
    const { buffer, flushUsage } = this;
    observe('japm.usage.buffered', 'Entries of the usage report that wait to be written', () => Promise.resolve(buffer.size));
    observeTotal('japm.usage.written', 'Accesses that were added to the usage report', () => [
      { value: flushUsage.written, attributes: {} },
    ]);
    observeTotal('japm.usage.lost', 'Accesses that the usage report does not count', () => [
      { value: buffer.overflowed, attributes: { reason: 'overflow' } },
      { value: flushUsage.orphaned, attributes: { reason: 'deleted' } },
      { value: this.#abandoned, attributes: { reason: 'shutdown' } },
    ]);
    this.#loop.start();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
    const until = performance.now() + MAX_LAST_FLUSH_MS;
    try {
      while (this.buffer.size > 0 && performance.now() < until) await this.flushUsage.flush();
    } catch (error) {
      this.logger.warn({ err: error }, 'the last accesses could not be added to the usage report');
    }
    this.#abandoned = this.flushUsage.abandon();
    if (this.#abandoned > 0)
      this.logger.warn({ accesses: this.#abandoned }, 'the usage report does not count accesses right before the stop');
  }
}
