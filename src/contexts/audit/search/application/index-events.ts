import { TurnBudget } from '#shared/event-loop';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditConsumer, type ConsumedEvent } from '../../relay/application/audit-consumer.port';
import { termsOf } from '../domain/terms';
import type { IndexedTerms, TermIndex } from './term-index.port';

/** The number of events whose words one turn of the event loop extracts. An event has up to 64 KiB. */
const EVENTS_PER_TURN = 10;

/** The search worker makes the audit log searchable by words. */
export class IndexEvents extends AuditConsumer {
  readonly name = 'search';

  constructor(
    private readonly index: TermIndex,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async consume(events: readonly ConsumedEvent[]): Promise<void> {
    const turns = new TurnBudget(EVENTS_PER_TURN);
    const entries: IndexedTerms[] = [];
    for (const { value } of events) {
      const terms = termsOf(value);
      if (terms) entries.push(terms);
      await turns.spend();
    }
    if (entries.length > 0) await this.unitOfWork.maintain(() => this.index.add(entries));
  }
}
