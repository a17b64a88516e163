import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { AuditConsumerTable } from './audit-consumer.table';
import { ConsumerPositions } from '../../application/consumer-positions.port';

export class TypeOrmConsumerPositions extends ConsumerPositions {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async read(name: string): Promise<number> {
    return (await this.session.reader.getRepository(AuditConsumerTable).findOneBy({ name }))?.position ?? 0;
  }

  async move(name: string, position: number): Promise<void> {
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(AuditConsumerTable)
      .values({ name, position })
      .orUpdate(['position'], ['name'])
      .updateEntity(false)
      .execute();
  }
}
