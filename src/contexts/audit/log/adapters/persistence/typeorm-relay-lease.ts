import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSequencerTable } from './audit-log.table';
import { RelayLease } from '../../../relay/application/relay-lease.port';
import { databaseNowUs } from './database-clock';

const ROW = 1;

export class TypeOrmRelayLease extends RelayLease {
  constructor(
    private readonly session: PersistenceSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly leaseMs: number,
  ) {
    super();
  }

  acquire(holder: string): Promise<number | null> {
    return this.unitOfWork.maintain(async () => {
      const now = databaseNowUs(this.session.writer);
      const until = `${now} + ${this.leaseMs * 1000}`;
      const renewed = await this.#update(
        { leaseUntilUs: () => until },
        `id = :row AND holder = :holder AND lease_until_us >= ${now}`,
        holder,
      );
      if (!renewed) {
        const taken = await this.#update(
          { leaseUntilUs: () => until, holder, epoch: () => 'epoch + 1' },
          `id = :row AND lease_until_us < ${now}`,
          holder,
        );
        if (!taken) return null;
      }
      return (await this.session.writer.getRepository(AuditSequencerTable).findOneByOrFail({ id: ROW })).epoch;
    });
  }

  async release(holder: string): Promise<void> {
    await this.unitOfWork.maintain(() => this.#update({ leaseUntilUs: 0 }, 'id = :row AND holder = :holder', holder));
  }

  async #update(values: Record<string, unknown>, where: string, holder: string): Promise<boolean> {
    const result = await this.session.writer
      .createQueryBuilder()
      .update(AuditSequencerTable)
      .set(values)
      .where(where, { row: ROW, holder })
      .execute();
    return (result.affected ?? 0) > 0;
  }
}
