import type { OutboxSignal } from '#platform/messaging/signal';
import { OutboxTable, type OutboxRow } from '#platform/messaging/outbox.table';
import { atMost } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { LogCatchUp } from '../../application/log-catch-up.port';

const LOOK_AGAIN_MS = 20;

export class OutboxCatchUp extends LogCatchUp {
  readonly #outbox: TableRows<OutboxRow>;

  constructor(
    session: PersistenceSession,
    private readonly signal: OutboxSignal,
    private readonly timeoutMs: number,
  ) {
    super();
    this.#outbox = session.rows(OutboxTable);
  }

  async wait(): Promise<number> {
    const [newest] = await this.#outbox.pick({}, ['id'], { order: { id: 'DESC' }, limit: 1 });
    const until = atMost(newest?.id ?? 0);
    const deadline = Date.now() + this.timeoutMs;
    for (;;) {
      const pending = await this.#outbox.count({ id: until });
      if (pending === 0 || Date.now() >= deadline) return pending;
      this.signal.ring();
      await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
    }
  }
}
