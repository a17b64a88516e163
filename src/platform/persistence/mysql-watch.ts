import type mysql2 from 'mysql2';
import type { DatabaseCondition } from './database-condition';
import { mysql2 as driver } from './drivers.lazy';

const BEAT_MS = 1000;
const ANSWER_MS = 2000;

/**
 * Asks the server for an answer once a second, on a connection that nobody else uses, so that requests need not find out one by
 * one, and wait for it, that it is away; and finds it when it is back.
 */
export function watchMysql(options: mysql2.PoolOptions, condition: DatabaseCondition): () => void {
  const pool = driver().createPool({ ...options, connectionLimit: 1, connectTimeout: ANSWER_MS });
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const beat = (): void => {
    void reasonOfSilence(pool).then((reason) => {
      if (stopped) return;
      if (reason === null) condition.end('away');
      else condition.begin('away', reason);
      timer = setTimeout(beat, BEAT_MS).unref();
    });
  };
  beat();
  return () => {
    stopped = true;
    clearTimeout(timer);
    pool.end(() => undefined);
  };
}

/** Null when the server has answered. */
function reasonOfSilence(pool: mysql2.Pool): Promise<string | null> {
  return new Promise((resolve) => {
    pool.getConnection((error: (Error & { code?: string }) | null, connection) => {
      if (error) {
        resolve(isAnswer(error.code) ? null : `the database cannot be reached: ${error.code ?? error.message}`);
        return;
      }
      const timer = setTimeout(() => {
        // What has come while the process itself was busy is read first.
        setImmediate(() => {
          connection.destroy();
          resolve(`the database did not answer within ${ANSWER_MS} ms`);
        });
      }, ANSWER_MS);
      connection.query('SELECT 1', (failure) => {
        clearTimeout(timer);
        if (failure) connection.destroy();
        else connection.release();
        resolve(failure && !isAnswer(failure.code) ? `the database does not answer: ${failure.code}` : null);
      });
    });
  });
}

/** A server that refuses, because it has too many connections for example, is there. */
const isAnswer = (code: string | undefined): boolean => (code?.startsWith('ER_') ?? false) && code !== 'ER_SERVER_SHUTDOWN';
