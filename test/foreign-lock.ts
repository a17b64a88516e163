import type Libsql from 'libsql';
import { until } from './until';

export type Connection = Pick<InstanceType<typeof Libsql>, 'exec' | 'close'>;

/** Locks the file of a database; a transaction that the product has open comes to its end first. */
export async function lock(connection: Connection): Promise<void> {
  await until('the lock', () => {
    try {
      connection.exec('BEGIN IMMEDIATE');
      return true;
    } catch {
      return false;
    }
  });
}
