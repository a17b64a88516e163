import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { chunks } from '#shared/chunks';
import { nextTurn } from '#shared/event-loop';

/** The maximum number of parameters of one statement. */
const BATCH_SIZE = 500;

export interface Question {
  /** The beginning of the statement, up to the list of values. */
  readonly sql: string;
  readonly before: readonly unknown[];
  readonly values: readonly string[];
  /** The rest of the statement after the list. */
  readonly end?: string;
}

/** Runs one statement for every 500 values, each in its own turn of the event loop. */
export async function askedInChunks<Row>(session: PersistenceSession, { sql, before, values, end = '' }: Question): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [index, some] of chunks(values, BATCH_SIZE).entries()) {
    if (index > 0) await nextTurn();
    const list = some.map(() => '?').join(', ');
    rows.push(...(await session.reader.query<Row[]>(`${sql} (${list}) ${end}`, [...before, ...some])));
  }
  return rows;
}
