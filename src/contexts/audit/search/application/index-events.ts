import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditConsumer, type ConsumedEvent } from '../../relay/application/audit-consumer.port';
import { termsOf } from '../domain/terms';
import type { TermIndex } from './term-index.port';

/** The search worker: makes the trail searchable by words. */
export class IndexEvents extends AuditConsumer {
  readonly name = 'search';

  constructor(
    private readonly index: TermIndex,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async consume(events: readonly ConsumedEvent[]): Promise<void> {
    const entries = events.flatMap(({ value }) => termsOf(value) ?? []);
    if (entries.length > 0) await this.unitOfWork.maintain(() => this.index.add(entries));
  }
}
