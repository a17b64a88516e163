import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The size of a stored text, known without reading it. */
export interface TextWeight {
  readonly bytes: number;
  /** A lower bound for the number of its placeholders, which is stored beside it. */
  readonly placeholders: number;
}

/** The rows that the builder selects, each with the size of its text column (a property), which is not read itself. */
export async function withWeight<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row & { placeholders: number | null }>,
  text: keyof Row & string,
): Promise<(Row & TextWeight)[]> {
  // All engines have a function of this name.
  builder.addSelect(`OCTET_LENGTH(${builder.alias}.${text})`, 'bytes').addSelect(`${builder.alias}.placeholders`, 'openings');
  const { raw, entities } = await builder.getRawAndEntities<{ readonly bytes: number | string; readonly openings: number | null }>();
  return entities.map((row, at) => ({ ...row, bytes: Number(raw[at]?.bytes ?? 0), placeholders: raw[at]?.openings ?? 0 }));
}

/** The first rows with at most that many bytes together; at least one. */
export function firstWithin<Row extends { readonly bytes: number }>(most: number, rows: readonly Row[]): readonly Row[] {
  let bytes = 0;
  const end = rows.findIndex((row, at) => (bytes += row.bytes) > most && at > 0);
  return end < 0 ? rows : rows.slice(0, end);
}

/** The approximate bytes of the value as JSON. Of nested values only the texts count. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, each: unknown) => sum + lengthOf(each), 2);
}
