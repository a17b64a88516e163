import type { Socket } from 'node:net';
import type mysql2 from 'mysql2';
import type { DatabaseCondition } from './database-condition';
import { mysql2 as driver } from './drivers.lazy';
import { endedWell, guardTransactions } from './mysql-transactions';

/** How long a caller waits for a server that hangs. */
export interface PoolLimits {
  /** For a free connection, in ms. */
  readonly acquireMs: number;
  /** For a byte of an answer, in ms. */
  readonly silenceMs: number;
  /** While true, a statement may take any time. */
  unhurried: boolean;
}

/** Requests that wait for a connection; more would be answered too late anyway. */
const MAX_QUEUE_LENGTH = 1000;

// The socket is public, but its type only says so of the base class.
const socketOf = (connection: mysql2.PoolConnection): Socket => (connection as unknown as { readonly stream: Socket }).stream;

class DatabaseTimeout extends Error {
  override readonly name = 'DatabaseTimeout';
  /** As of a connection that the network gave up. */
  readonly code = 'ETIMEDOUT';
}

/**
 * A pool that gives up on a server that accepts and never answers. `session` is sent before a connection's first query. A
 * connection in use that stays silent is destroyed: mysql2's own time limit of a query leaves it busy, so that the ROLLBACK
 * behind the query would hang. While the database is known to be away nobody waits.
 */
export function createBoundedPool(
  options: mysql2.PoolOptions,
  session: string,
  limits: PoolLimits,
  condition: DatabaseCondition,
): mysql2.Pool {
  const pool = driver().createPool({ ...options, enableKeepAlive: true, queueLimit: MAX_QUEUE_LENGTH });
  const inUse = new Set<mysql2.PoolConnection>();
  pool.on('connection', (connection) => {
    const socket = socketOf(connection);
    socket.once('close', () => inUse.delete(connection));
    socket.on('timeout', () => {
      if (!limits.unhurried) socket.destroy(new DatabaseTimeout(`the database was silent for ${limits.silenceMs} ms`));
    });
    guardTransactions(connection);
    // One statement, sent before the connection's first query: costs no round trip per transaction.
    connection.query(session);
  });
  // A connection that goes from hand to hand has neither event, and keeps its limit.
  pool.on('acquire', (connection) => {
    inUse.add(connection);
    socketOf(connection).setTimeout(limits.silenceMs);
  });
  pool.on('release', (connection) => {
    inUse.delete(connection);
    socketOf(connection).setTimeout(0);
    endedWell(connection);
  });

  const waiting = new Set<(error: DatabaseTimeout) => void>();
  condition.onChange((trouble, reason) => {
    if (trouble !== 'away' || reason === null) return;
    for (const each of inUse) socketOf(each).destroy(new DatabaseTimeout(reason));
    for (const giveUp of waiting) giveUp(new DatabaseTimeout(reason));
  });

  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    const away = condition.reasonOf('away');
    if (away !== null) {
      process.nextTick(callback, new DatabaseTimeout(away));
      return;
    }
    const giveUp = (reason: DatabaseTimeout): void => {
      if (isOver()) callback(reason, undefined as never);
    };
    const timer = setTimeout(() => {
      giveUp(new DatabaseTimeout(`no connection to the database was free for ${limits.acquireMs} ms`));
    }, limits.acquireMs);
    /** False when the caller has been told already. */
    const isOver = (): boolean => {
      clearTimeout(timer);
      return waiting.delete(giveUp);
    };
    waiting.add(giveUp);
    getConnection((error, connection) => {
      const usable = error !== null || endedWell(connection);
      if (!isOver()) {
        if (!error && usable) connection.release();
      } else if (usable) callback(error, connection);
      else pool.getConnection(callback);
    });
  };
  return pool;
}
