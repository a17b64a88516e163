import type { LogReader } from '../../log/application/log-reader.port';
import type { ConsumedEvent } from '../application/audit-consumer.port';
import { ConsumableLog } from '../application/consumable-log.port';
import type { AuditMessageOptions } from '../domain/audit-message';
import { consumedEventsOf } from './consumed-event';

export class LoggedConsumableLog extends ConsumableLog {
  constructor(
    private readonly log: LogReader,
    private readonly options: AuditMessageOptions,
  ) {
    super();
  }

  async after(after: number, limit: number): Promise<ConsumedEvent[]> {
    return consumedEventsOf(await this.log.after(after, limit), this.options);
  }

  size(): Promise<number> {
    return this.log.size();
  }
}
