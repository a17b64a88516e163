import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { AuditConsumerTable, type AuditConsumerRow } from './audit-consumer.table';
import { ConsumerPositions } from '../../application/consumer-positions.port';

export class TypeOrmConsumerPositions extends ConsumerPositions {
  readonly #consumers: TableRows<AuditConsumerRow>;

  constructor(session: PersistenceSession) {
    super();
    this.#consumers = session.rows(AuditConsumerTable);
  }

  async read(name: string): Promise<number> {
    return (await this.#consumers.find({ name }))?.position ?? 0;
  }

  async move(name: string, position: number): Promise<void> {
    await this.#consumers.insertAll([{ name, position }], ['position']);
  }
}
