import type { Socket } from 'node:net';
import type mysql2 from 'mysql2';
import type { DatabaseCondition } from './database-condition';
import { mysql2 as driver } from './drivers.lazy';
import { endedWell, guardTransactions } from './mysql-transactions';

/** The timeouts for a server that does not respond. */
export interface PoolLimits {
  /** The timeout for a free connection, in ms. */
  readonly acquireMs: number;
  /** The timeout for the next byte of a response, in ms. */
  readonly silenceMs: number;
  /** True allows statements to take any time. */
  unhurried: boolean;
}

/** The maximum number of requests that wait for a connection. Further ones would get their response too late. */
const MAX_QUEUE_LENGTH = 1000;

// The socket is public, but only the type of the base class says so.
const socketOf = (connection: mysql2.PoolConnection): Socket => (connection as unknown as { readonly stream: Socket }).stream;

class DatabaseTimeout extends Error {
  override readonly name = 'DatabaseTimeout';
  /** The code of a connection that the network gave up. */
  readonly code = 'ETIMEDOUT';
}

/**
 * A pool with timeouts for a server that accepts connections and never responds. It sends `session` before a connection's first query. It
 * destroys a silent connection in use, because mysql2's own query timeout leaves the connection busy, so that the ROLLBACK
 * after the query would hang. While the database is unavailable, requests fail without waiting.
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
    // This statement is sent once, before the first query of the connection, so that transactions need no further round trip.
    connection.query(session);
  });
  // A connection that a waiting request takes over directly has neither event and keeps its timeout.
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
    /** Returns false when the caller has got a result already. */
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
