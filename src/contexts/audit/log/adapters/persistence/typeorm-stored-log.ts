import { In, MoreThan, type DataSource, type EntityManager } from 'typeorm';
import { OutboxTable } from '#platform/messaging/outbox.table';
import { LazyTransaction } from '#platform/persistence/lazy-transaction';
import type { PersonalField } from '#shared/audit-envelope';
import { StoredLog } from '../../application/stored-log.port';
import type { StoredRow } from '../../domain/row-check';
import type { LogHead } from '../../domain/verification';
import { AuditLogTable, AuditPersonalTable, AuditSequencerTable, AuditTenantHeadTable } from './audit-log.table';

const PAGE = 500;

export class TypeOrmStoredLog extends StoredLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly manager: EntityManager = dataSource.manager,
  ) {
    super();
  }

  async head(): Promise<LogHead> {
    const head = await this.manager.getRepository(AuditSequencerTable).findOneBy({ id: 1 });
    const tenants = await this.manager.getRepository(AuditTenantHeadTable).find();
    const tenantSizes = new Map(tenants.map(({ tenantId, size }) => [tenantId, size]));
    // A removed head has an empty root, which no log has. So the check reports it instead of failing.
    return head
      ? { size: head.size, root: head.root, frontier: head.frontier, tenantSizes, checkpointNote: head.checkpointNote }
      : { size: 0, root: Buffer.alloc(0), frontier: Buffer.alloc(0), tenantSizes, checkpointNote: null };
  }

  pending(): Promise<number> {
    return this.manager.getRepository(OutboxTable).count();
  }

  async *rows(): AsyncIterable<StoredRow> {
    for (let after = -1; ;) {
      const page = await this.manager
        .getRepository(AuditLogTable)
        .find({ where: { seq: MoreThan(after) }, order: { seq: 'ASC' }, take: PAGE });
      const personal =
        page.length === 0 ? [] : await this.manager.getRepository(AuditPersonalTable).findBy({ seq: In(page.map((row) => row.seq)) });
      for (const { seq, tenantSeq, leafHash, canonical, ...columns } of page) {
        const own = personal
          .filter((each) => each.seq === seq)
          .map(({ field, salt, value }) => ({ field: field as PersonalField, salt, value }));
        yield { seq, tenantSeq, tenantId: columns.tenantId, eventId: columns.eventId, leafHash, canonical, columns, personal: own };
      }
      const last = page.at(-1);
      if (!last) return;
      after = last.seq;
    }
  }

  async snapshot<T>(read: (log: StoredLog) => Promise<T>): Promise<T> {
    const isolation = this.dataSource.options.type === 'mysql' ? 'REPEATABLE READ' : undefined;
    const transaction = new LazyTransaction(this.dataSource, { isolation });
    return transaction.keep(async () => {
      await transaction.begin();
      return read(new TypeOrmStoredLog(this.dataSource, transaction.manager));
    });
  }
}
