import type { UnitOfWork } from '#shared/unit-of-work.port';
import { type AuditMessage, auditMessageOf, type AuditMessageOptions } from '../domain/audit-message';
import type { AuditTopic } from './audit-topic.port';
import type { LogEntry, LogReader } from '../../log/application/log-reader.port';
import type { PublicationStore } from '../../log/application/publication-store.port';
import { Fenced } from './sequence-events';

/**
 * The maximum bytes of one send. The broker accepts about 1 MiB for each partition (`message.max.bytes`), and all of a send may go to one;
 * half of it leaves room for the protocol.
 */
const MAX_SEND_BYTES = 512 * 1024;

/**
 * Publishes the log in its order, at least once, one send at a time. The cursor moves after each acknowledgement and under
 * the same fence as the log, so a relay that lost its lease can repeat messages but never skip one.
 */
export class PublishEvents {
  constructor(
    private readonly log: LogReader,
    private readonly topic: AuditTopic,
    private readonly store: PublicationStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly options: AuditMessageOptions,
  ) {}

  /** Returns the number of sent events. Throws Fenced when `epoch` is past. */
  async execute({ epoch, batchSize }: { readonly epoch: number; readonly batchSize: number }): Promise<number> {
    const entries = await this.log.after(await this.store.publishedSeq(), batchSize);
    for (const { messages, lastSeq } of this.#sends(entries)) {
      await this.topic.send(messages);
      const moved = await this.unitOfWork.maintain(() => this.store.advance(epoch, lastSeq));
      if (!moved) throw new Fenced(`epoch ${epoch} is over`);
    }
    return entries.length;
  }

  /** Splits the batch in its order. An event that is too large is a send of its own. */
  *#sends(entries: readonly LogEntry[]): Generator<Send> {
    let messages: AuditMessage[] = [];
    let bytes = 0;
    let lastSeq = 0;
    for (const { seq, canonical, personal } of entries) {
      const message = auditMessageOf(canonical, personal, this.options);
      const size = sizeOf(message);
      if (messages.length > 0 && bytes + size > MAX_SEND_BYTES) {
        yield { messages, lastSeq };
        messages = [];
        bytes = 0;
      }
      messages.push(message);
      bytes += size;
      lastSeq = seq;
    }
    if (messages.length > 0) yield { messages, lastSeq };
  }
}

interface Send {
  readonly messages: readonly AuditMessage[];
  /** The position of the last event. */
  readonly lastSeq: number;
}

const sizeOf = ({ key, value, headers }: AuditMessage): number =>
  value.length + [key, ...Object.entries(headers).flat()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
