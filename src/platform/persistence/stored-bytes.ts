import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** How much a stored text is, without reading it. */
export interface TextWeight {
  readonly bytes: number;
  /** Stored beside it: at least how many it has. */
  readonly placeholders: number;
}

/** The rows that the builder selects, each with the weight of its text column (a property), which is not read itself. */
export async function withWeight<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row & { placeholders: number | null }>,
  text: keyof Row & string,
): Promise<(Row & TextWeight)[]> {
  // The one name that all engines have for it.
  builder.addSelect(`OCTET_LENGTH(${builder.alias}.${text})`, 'bytes').addSelect(`${builder.alias}.placeholders`, 'openings');
  const { raw, entities } = await builder.getRawAndEntities<{ readonly bytes: number | string; readonly openings: number | null }>();
  return entities.map((row, at) => ({ ...row, bytes: Number(raw[at]?.bytes ?? 0), placeholders: raw[at]?.openings ?? 0 }));
}

/** The first of the rows that have at most that many bytes together, and one at least. */
export function firstWithin<Row extends { readonly bytes: number }>(most: number, rows: readonly Row[]): readonly Row[] {
  let bytes = 0;
  const end = rows.findIndex((row, at) => (bytes += row.bytes) > most && at > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** About the bytes of the value as JSON; what is nested counts as far as its texts do. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + lengthOf(each), 2);
}
