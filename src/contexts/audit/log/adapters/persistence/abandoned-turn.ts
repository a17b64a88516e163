import { QueryFailedError, type DataSource, type EntityManager } from 'typeorm';
import type { Logger } from '#platform/observability/logger';
import { LazyTransaction } from '#platform/persistence/lazy-transaction';
import { AuditSequencerTable } from './audit-log.table';

interface OpenTurn {
  readonly turn: number;
  readonly connection: number;
}

/** ER_NO_SUCH_THREAD: the connection has ended by itself. */
const NO_SUCH_CONNECTION = 1094;
/** How long an ordinary transaction of a relay may take after its lease. */
const GRACE_MS = 1000;

/** The holder locks the head of the log past its lease, and the database refuses to end its connection. */
export class HeadLocked extends Error {
  override readonly name = 'HeadLocked';
}

/**
 * The open transaction of a relay that froze, or lost its network, while it held the lock on the head of the log. The server
 * would keep that lock for `wait_timeout`, 8 hours by default. So a relay that finds the lease expired ends the connection.
 */
export class AbandonedTurn {
  constructor(
    private readonly source: DataSource,
    private readonly logger: Logger,
    private readonly graceMs = GRACE_MS,
  ) {}

  /** Ends the transaction that has the lock now and still has it after a moment. Call it only after the lease has expired. */
  async end(holder: string | null): Promise<void> {
    if (this.source.options.type !== 'mysql') return;
    const seen = await this.#openTurn();
    if (!seen) return;
    await new Promise((wake) => setTimeout(wake, this.graceMs));
    const still = await this.#openTurn();
    if (still?.turn !== seen.turn || still.connection !== seen.connection) return;
    await this.#kill(seen.connection, holder);
  }

  /** Compares the committed with the uncommitted row. They differ as long as a transaction of a relay is open. */
  async #openTurn(): Promise<OpenTurn | null> {
    const committed = await turnIn(this.source.manager);
    const reading = new LazyTransaction(this.source, { isolation: 'READ UNCOMMITTED' });
    const written = await reading.keep(async () => {
      await reading.begin();
      return turnIn(reading.manager);
    });
    return written && written.turn !== committed?.turn ? written : null;
  }

  /** Ends the connection. A database user needs no privilege to end its own connections. */
  async #kill(connection: number, holder: string | null): Promise<void> {
    try {
      await this.source.query(`KILL ${connection}`);
      this.logger.warn({ holder, connection }, 'the transaction that a relay held open past its lease was ended');
    } catch (error) {
      if (hasEnded(error)) return;
      throw new HeadLocked(
        `relay ${holder ?? '(unknown)'} holds the head of the log past its lease, and its connection ${connection} cannot be ended: give all relays the same database user`,
        { cause: error },
      );
    }
  }
}

const hasEnded = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { readonly errno?: number }).errno === NO_SUCH_CONNECTION;

async function turnIn(manager: EntityManager): Promise<OpenTurn | null> {
  const row = await manager
    .getRepository(AuditSequencerTable)
    .findOne({ select: { id: true, turn: true, lockedBy: true }, where: { id: 1 } });
  return row?.turn == null || row.lockedBy === null ? null : { turn: row.turn, connection: row.lockedBy };
}
