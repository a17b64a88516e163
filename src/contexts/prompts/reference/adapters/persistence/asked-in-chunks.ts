import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { chunks } from '#shared/chunks';

/** Parameters of one statement. */
const BATCH_SIZE = 500;

export interface Question {
  /** Ends where the list of values stands. */
  readonly sql: string;
  readonly before: readonly unknown[];
  readonly values: readonly string[];
  /** What comes after the list. */
  readonly end?: string;
}

/** One statement for every 500 values. */
export async function askedInChunks<Row>(session: PersistenceSession, { sql, before, values, end = '' }: Question): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of chunks(values, BATCH_SIZE)) {
    const list = some.map(() => '?').join(', ');
    rows.push(...(await session.reader.query<Row[]>(`${sql} (${list}) ${end}`, [...before, ...some])));
  }
  return rows;
}
