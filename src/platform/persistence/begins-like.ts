import { Raw, type EntityManager, type FindOperator } from 'typeorm';

/**
 * A condition for texts that begin with one of the prefixes, in any case. There must be at least one prefix, without wildcards. SQLite gets
 * them as one text, because it refuses conditions with more than 1,000 parts.
 */
export function beginsLike(manager: EntityManager, prefixes: readonly string[]): FindOperator<string> {
  const distinct = [...new Set(prefixes.map((each) => each.toLowerCase()))];
  if (manager.dataSource.options.type !== 'mysql') {
    const any = (column: string): string => `EXISTS (SELECT 1 FROM json_each(:prefixes) WHERE LOWER(${column}) LIKE value || '%')`;
    return Raw(any, { prefixes: JSON.stringify(distinct) }) as FindOperator<string>;
  }
  const given = Object.fromEntries(distinct.map((each, at) => [`prefix${at}`, `${each}%`]));
  return Raw((column) => `(${distinct.map((_, at) => `LOWER(${column}) LIKE :prefix${at}`).join(' OR ')})`, given) as FindOperator<string>;
}
