import type { Logger } from '#platform/observability/logger';
import { Loop } from '#platform/process/loop';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AuditConsumer } from '../application/audit-consumer.port';
import type { ConsumerPositions } from '../application/consumer-positions.port';
import type { LogReader } from '../../log/application/log-reader.port';
import type { AuditMessageOptions } from '../domain/audit-message';
import { consumedEventsOf } from './consumed-event';
import { processed } from './process-span';
import { SignOfLife } from './standstill';

interface LogTailParts {
  readonly log: LogReader;
  readonly positions: ConsumerPositions;
  readonly unitOfWork: UnitOfWork;
  readonly options: AuditMessageOptions;
  readonly logger: Logger;
  /** Waits for new events in the log. */
  readonly idle: () => Promise<void>;
}

/** The size of a batch on SQLite, where other writers wait as long as it takes. */
const BATCH = 100;

/** Feeds one consumer from the log itself when there is no Kafka. The position moves in the transaction of the consumer's writes. */
export class LogTail {
  readonly #loop: Loop;
  readonly #life = new SignOfLife();
  /** The position after the last turn. */
  #moved = 0;

  constructor(
    private readonly parts: LogTailParts,
    private readonly target: AuditConsumer,
  ) {
    this.#loop = new Loop({ name: `log tail ${target.name}`, idle: parts.idle, logger: parts.logger }, () => this.#watched());
  }

  get name(): string {
    return this.target.name;
  }

  get trouble(): string | null {
    return this.#life.trouble;
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #watched(): Promise<boolean> {
    try {
      const busy = await this.#turn();
      this.#life.works();
      return busy;
    } catch (error) {
      this.#life.fails();
      throw error;
    }
  }

  async #turn(): Promise<boolean> {
    const { log, positions, unitOfWork, options } = this.parts;
    const position = await positions.read(this.target.name);
    this.#requireProgress(position);
    const entries = await log.after(position, BATCH);
    const last = entries.at(-1);
    if (!last) return false;
    const events = await consumedEventsOf(entries, options);
    await processed('process log', events, () =>
      unitOfWork.maintain(async () => {
        await this.target.consume(events);
        await positions.move(this.target.name, last.seq);
      }),
    );
    this.#moved = last.seq;
    return true;
  }

  /** Fails when the position did not move: an acknowledged and lost move would otherwise repeat the same turn for ever without a pause. */
  #requireProgress(position: number): void {
    const moved = this.#moved;
    if (position >= moved) return;
    this.#moved = position;
    throw new Error(`the position of ${this.target.name} was moved to ${moved} and is ${position}`);
  }
}
