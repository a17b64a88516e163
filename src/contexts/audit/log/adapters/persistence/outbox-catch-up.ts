import type { OutboxSignal } from '#platform/messaging/signal';
import { OutboxTable } from '#platform/messaging/outbox.table';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { LogCatchUp } from '../../application/log-catch-up.port';

const LOOK_AGAIN_MS = 20;

export class OutboxCatchUp extends LogCatchUp {
  constructor(
    private readonly session: PersistenceSession,
    private readonly signal: OutboxSignal,
    private readonly timeoutMs: number,
  ) {
    super();
  }

  async wait(): Promise<number> {
    const outbox = this.session.reader.getRepository(OutboxTable);
    const newest = (await outbox.maximum('id')) ?? 0;
    const deadline = Date.now() + this.timeoutMs;
    for (;;) {
      const pending = await outbox.createQueryBuilder('outbox').where('outbox.id <= :newest', { newest }).getCount();
      if (pending === 0 || Date.now() >= deadline) return pending;
      this.signal.ring();
      await new Promise((wake) => setTimeout(wake, LOOK_AGAIN_MS));
    }
  }
}
