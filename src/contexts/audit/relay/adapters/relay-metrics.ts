import { observe } from '#platform/observability/metrics';
import type { LogReader } from '../../log/application/log-reader.port';
import type { RelayTerm } from './relay-term';
import type { OutboxBacklog } from './persistence/outbox-backlog';
import type { PublicationBacklog } from '../../log/application/publication-backlog.port';

/** Registers the relay's metrics, which each scrape reads. */
export class RelayMetrics {
  constructor(
    private readonly backlog: OutboxBacklog,
    private readonly log: LogReader,
    private readonly unpublished: PublicationBacklog,
  ) {}

  /** Registers whether this relay is active, depth and age of the outbox, the size of the log and, with Kafka, the unpublished events. */
  register(term: Pick<RelayTerm, 'epoch' | 'isActive'>, publishes: boolean): void {
    observe('japm.relay.active', '1 while this relay holds the lease and writes the log, else 0', () =>
      Promise.resolve(Number(term.isActive)),
    );
    observe('japm.relay.epoch', 'Epoch under which this relay writes the log, 0 while another one does', () =>
      Promise.resolve(term.epoch ?? 0),
    );
    observe('japm.outbox.depth', 'Events that wait to be sequenced', () => this.backlog.count());
    observe('japm.outbox.oldest_age_seconds', 'Age of the oldest event that waits to be sequenced', () => this.backlog.oldestAgeSeconds());
    observe('japm.log.size', 'Events in the log', () => this.log.size());
    if (!publishes) return;
    observe('japm.log.unpublished', 'Events in the log that Kafka has not acknowledged', () => this.unpublished.count());
    observe('japm.log.unpublished_oldest_age_seconds', 'Age of the oldest event in the log that Kafka has not acknowledged', () =>
      this.unpublished.oldestAgeSeconds(),
    );
  }
}
