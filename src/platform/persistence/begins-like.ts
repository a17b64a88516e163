import { Raw, type FindOperator } from 'typeorm';

/** Texts that begin with one of the prefixes, in any case; the prefixes hold no wildcards. At least one must be given. */
export function beginsLike(prefixes: readonly string[]): FindOperator<string> {
  const distinct = [...new Set(prefixes.map((each) => each.toLowerCase()))];
  const given = Object.fromEntries(distinct.map((each, at) => [`prefix${at}`, `${each}%`]));
  return Raw((column) => `(${distinct.map((_, at) => `LOWER(${column}) LIKE :prefix${at}`).join(' OR ')})`, given) as FindOperator<string>;
}
