import type mysql2 from 'mysql2';
import type { DatabaseCondition } from './database-condition';
import { mysql2 as driver } from './drivers.lazy';

const BEAT_MS = 1000;
const ANSWER_MS = 2000;

/**
 * Queries the server once a second on a connection of its own, so that requests do not have to find out one by one, after a timeout,
 * that it is unavailable. It also notices when the server is back.
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

/** The reason for which the server did not respond; null when it did. */
function reasonOfSilence(pool: mysql2.Pool): Promise<string | null> {
  return new Promise((resolve) => {
    pool.getConnection((error: (Error & { code?: string }) | null, connection) => {
      if (error) {
        resolve(isAnswer(error.code) ? null : `the database cannot be reached: ${error.code ?? error.message}`);
        return;
      }
      const timer = setTimeout(() => {
        // Responses that arrived while the process itself was busy are read first.
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

/** A refusal, for example because of too many connections, shows that the server is available. */
const isAnswer = (code: string | undefined): boolean => (code?.startsWith('ER_') ?? false) && code !== 'ER_SERVER_SHUTDOWN';
