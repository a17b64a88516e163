import { atLeast, lessThan, sql, type Assignments, type Lookup } from '#platform/persistence/lookup';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { AuditSequencerTable, type AuditSequencerRow } from './audit-log.table';
import { RelayLease } from '../../application/relay-lease.port';
import type { AbandonedTurn } from './abandoned-turn';
import { databaseNowUs } from './database-clock';
import { HEAD, headOf, turnOf } from './log-head';

export class TypeOrmRelayLease extends RelayLease {
  readonly #heads: TableRows<AuditSequencerRow>;

  constructor(
    private readonly session: PersistenceSession,
    private readonly unitOfWork: UnitOfWork,
    private readonly abandoned: AbandonedTurn,
    private readonly leaseMs: number,
  ) {
    super();
    this.#heads = session.rows(AuditSequencerTable);
  }

  async acquire(holder: string): Promise<number | null> {
    // The first read has no lock: a relay that waits for the lease must not wait for the transaction of its holder.
    const current = await this.#current();
    if (!current.hasEnded && current.holder !== holder) return null;
    if (current.hasEnded) await this.abandoned.end(current.holder);
    return this.#take(holder);
  }

  async release(holder: string): Promise<void> {
    await this.unitOfWork.maintain(() => this.#update({ holder }, { leaseUntilUs: 0 }));
  }

  async #current(): Promise<{ readonly holder: string | null; readonly hasEnded: boolean }> {
    const { reader } = this.session;
    const hasEnded = `lease_until_us < ${databaseNowUs(reader)}`;
    const [row] = await reader.query<{ readonly holder: string | null; readonly hasEnded: unknown }[]>(
      `SELECT holder, ${hasEnded} AS hasEnded FROM audit_sequencer WHERE id = ?`,
      [HEAD],
    );
    return { holder: row?.holder ?? null, hasEnded: Number(row?.hasEnded) === 1 };
  }

  #take(holder: string): Promise<number | null> {
    return this.unitOfWork.maintain(async () => {
      const now = sql(databaseNowUs(this.session.writer));
      const until = sql(`${now.text} + ${this.leaseMs * 1000}`);
      const renewed = await this.#update({ holder, leaseUntilUs: atLeast(now) }, { leaseUntilUs: until });
      if (!renewed) {
        const taken = await this.#update({ leaseUntilUs: lessThan(now) }, { leaseUntilUs: until, holder, epoch: sql('epoch + 1') });
        if (!taken) return null;
      }
      return (await headOf(this.#heads)).epoch;
    });
  }

  async #update(where: Lookup<AuditSequencerRow>, values: Assignments<AuditSequencerRow>): Promise<boolean> {
    return (await this.#heads.updateWhere({ id: HEAD, ...where }, { ...values, ...turnOf(this.session.writer) })) > 0;
  }
}
