import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSequencerTable } from './audit-log.table';
import { RelayLease } from '../../application/relay-lease.port';
import type { AbandonedTurn } from './abandoned-turn';
import { databaseNowUs } from './database-clock';
import { turnOf } from './head-turn';

const ROW = 1;

export class TypeOrmRelayLease extends RelayLease {
  constructor(
    private readonly session: PersistenceSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly abandoned: AbandonedTurn,
    private readonly leaseMs: number,
  ) {
    super();
  }

  async acquire(holder: string): Promise<number | null> {
    // Read first, without a lock: whoever waits for the lease must not wait for the transaction of its holder.
    const current = await this.#current();
    if (!current.hasEnded && current.holder !== holder) return null;
    if (current.hasEnded) await this.abandoned.end(current.holder);
    return this.#take(holder);
  }

  async release(holder: string): Promise<void> {
    await this.unitOfWork.maintain(() => this.#update({ leaseUntilUs: 0 }, 'id = :row AND holder = :holder', holder));
  }

  async #current(): Promise<{ readonly holder: string | null; readonly hasEnded: boolean }> {
    const { reader } = this.session;
    const row = await reader
      .getRepository(AuditSequencerTable)
      .createQueryBuilder('head')
      .select('head.holder', 'holder')
      .addSelect(`head.leaseUntilUs < ${databaseNowUs(reader)}`, 'hasEnded')
      .where({ id: ROW })
      .getRawOne<{ readonly holder: string | null; readonly hasEnded: unknown }>();
    return { holder: row?.holder ?? null, hasEnded: Number(row?.hasEnded) === 1 };
  }

  #take(holder: string): Promise<number | null> {
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

  async #update(values: Record<string, unknown>, where: string, holder: string): Promise<boolean> {
    const { writer } = this.session;
    const result = await writer
      .createQueryBuilder()
      .update(AuditSequencerTable)
      .set({ ...values, ...turnOf(writer) })
      .where(where, { row: ROW, holder })
      .execute();
    return (result.affected ?? 0) > 0;
  }
}
