import type { EntityManager } from 'typeorm';
import { Invalid } from '#shared/errors';
import { mostBytesIn } from './whole-list';

/** The minimum bytes of a row in a detail besides its texts: ids, times and states. */
const BESIDE_THE_TEXTS = 200;

class DetailTooLong extends Invalid {
  constructor(mostBytes: number, instead: string) {
    super('request.list_too_long', [{ pointer: '', message: `The response has more than ${mostBytes} bytes; ${instead}` }]);
  }
}

/** The statement that sums the bytes of these columns in all rows of the source (a FROM clause with its conditions). */
export const bytesOf = (columns: readonly string[], source: string): string =>
  `SELECT SUM(${columns.map((each) => `COALESCE(OCTET_LENGTH(${each}), 0)`).join(' + ')} + ${BESIDE_THE_TEXTS}) AS bytes FROM ${source}`;

/** Refuses a detail that exceeds the maximum length of a list, before any of its texts is read. */
export async function requireShortDetail(
  reader: EntityManager,
  statements: readonly string[],
  parameters: readonly string[],
  instead: string,
): Promise<void> {
  let bytes = 0;
  for (const each of statements) {
    const rows = await reader.query<{ readonly bytes: number | string | null }[]>(each, [...parameters]);
    bytes += Number(rows[0]?.bytes ?? 0);
  }
  const mostBytes = mostBytesIn(reader.dataSource);
  if (bytes > mostBytes) throw new DetailTooLong(mostBytes, instead);
}
