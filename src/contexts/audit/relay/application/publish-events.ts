import type { UnitOfWork } from '#shared/unit-of-work.port';
import { auditMessageOf, type AuditMessageOptions } from '../domain/audit-message';
import type { AuditTopic } from './audit-topic.port';
import type { LogReader } from './log-reader.port';
import type { PublicationStore } from './publication-store.port';
import { Fenced } from './sequence-events';

/**
 * Sends the log on in its order: at least once, one send at a time. The cursor moves after the acknowledgement and under
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

  /** The number of events sent. Throws Fenced when `epoch` is past. */
  async execute({ epoch, batchSize }: { readonly epoch: number; readonly batchSize: number }): Promise<number> {
    const entries = await this.log.after(await this.store.publishedSeq(), batchSize);
    const last = entries.at(-1);
    if (!last) return 0;
    await this.topic.send(entries.map((entry) => auditMessageOf(entry.canonical, entry.personal, this.options)));
    const moved = await this.unitOfWork.maintain(() => this.store.advance(epoch, last.seq));
    if (!moved) throw new Fenced(`epoch ${epoch} is over`);
    return entries.length;
  }
}
