import { OutboxTable } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { AuditEnvelope } from '#shared/audit-envelope';

/** How much waits to be sequenced, and since when: for metrics and health. */
export class OutboxBacklog {
  constructor(private readonly session: PersistenceSession) {}

  count(): Promise<number> {
    return this.session.reader.getRepository(OutboxTable).count();
  }

  /** Age of the oldest waiting event in seconds, 0 when nothing waits. */
  async oldestAgeSeconds(): Promise<number> {
    const [oldest] = await this.session.reader.getRepository(OutboxTable).find({ order: { id: 'ASC' }, take: 1 });
    if (!oldest) return 0;
    const { timeUs } = JSON.parse(oldest.payload.toString('utf8')) as AuditEnvelope;
    return Math.max(0, Date.now() / 1000 - timeUs / 1e6);
  }
}
