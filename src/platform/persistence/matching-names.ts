import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { nextTurn } from '#shared/event-loop';
import { containing } from './list-search';
import { rowSlices, rowsOf, shortRows } from './row-slices';

interface Named<Row> {
  readonly id: keyof Row & string;
  readonly name: keyof Row & string;
  /** The properties that contain the text. */
  readonly search: readonly (keyof Row & string)[];
}

/**
 * The names, by id, of the rows that contain `q` in any case; null finds all. The caller bounds the number of rows. Long texts are read
 * in slices of bounded bytes, each in a turn of its own, and not kept.
 */
export async function matchingNames<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  { id, name, search }: Named<Row>,
  q: string | null,
  most: number,
): Promise<Map<string, string>> {
  const read = [id, name, ...(q === null ? [] : search)];
  const source = rowsOf(builder.select([...new Set(read)].map((each) => `${builder.alias}.${each}`)), {
    expression: `${builder.alias}.${id}`,
    property: id,
  });
  const isFound = q === null ? null : containing(withoutFinalSigma(q));
  const holds = (text: unknown): boolean => typeof text === 'string' && (isFound?.(withoutFinalSigma(text)) ?? true);
  const found = new Map<string, string>();
  for await (const rows of rowSlices(source, await shortRows(source, most))) {
    for (const row of rows) if (isFound === null || search.some((each) => holds(row[each]))) found.set(String(row[id]), String(row[name]));
    await nextTurn();
  }
  return found;
}

/** Σ has two small letters, of which people write one at the end of a word. */
const withoutFinalSigma = (text: string): string => text.replaceAll('ς', 'σ');
