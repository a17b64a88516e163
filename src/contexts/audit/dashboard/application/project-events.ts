import { AuditConsumer, type ConsumedEvent } from '../../relay/application/audit-consumer.port';
import { factsOf, type AdvanceDashboard } from './advance-dashboard';

/** A broker takes a consumer that works longer for dead. What was done by then is done. */
const MAX_WORK_MS = 10_000;

class DashboardBehind extends Error {
  override readonly name = 'DashboardBehind';
}

/**
 * The consumer that keeps the dashboard. Kafka orders the events of one resource only, and a deleted prompt takes its assets with it. So
 * a message announces that the log has grown, and the events enter the dashboard in the order of the log.
 */
export class ProjectEvents extends AuditConsumer {
  readonly name = 'dashboard';

  constructor(
    private readonly advance: AdvanceDashboard,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  async consume(events: readonly ConsumedEvent[]): Promise<void> {
    const facts = factsOf(events);
    const wanted = facts.at(-1)?.seq ?? 0;
    const until = this.now() + MAX_WORK_MS;
    for (;;) {
      const reached = await this.advance.execute('live', facts);
      if (!reached || reached.position >= wanted) return;
      if (this.now() >= until) throw new DashboardBehind(`the dashboard is at event ${reached.position} of ${wanted} and goes on`);
    }
  }
}
