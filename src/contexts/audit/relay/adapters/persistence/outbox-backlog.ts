import { OutboxTable, type OutboxRow } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { AuditEnvelope } from '#shared/audit-envelope';

/** The unsequenced events and their age, for metrics and health. */
export class OutboxBacklog {
  readonly #outbox: TableRows<OutboxRow>;

  constructor(session: PersistenceSession) {
    this.#outbox = session.rows(OutboxTable);
  }

  count(): Promise<number> {
    return this.#outbox.count({});
  }

  /** The age of the oldest waiting event in seconds; 0 when none waits. */
  async oldestAgeSeconds(): Promise<number> {
    const [oldest] = await this.#outbox.first(1, {}, { id: 'ASC' });
    if (!oldest) return 0;
    const { timeUs } = JSON.parse(oldest.payload.toString('utf8')) as AuditEnvelope;
    return Math.max(0, Date.now() / 1000 - timeUs / 1e6);
  }
}
