import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The rows that the builder selects, each with the bytes of its text column (a property), which is not read itself. */
export async function withBytes<Row extends ObjectLiteral>(
  builder: SelectQueryBuilder<Row>,
  text: keyof Row & string,
): Promise<(Row & { readonly bytes: number })[]> {
  // The one name that all engines have for it.
  builder.addSelect(`OCTET_LENGTH(${builder.alias}.${text})`, 'bytes');
  const { raw, entities } = await builder.getRawAndEntities<{ readonly bytes: number | string }>();
  return entities.map((row, at) => ({ ...row, bytes: Number(raw[at]?.bytes ?? 0) }));
}
