import { Raw, type FindOperator } from 'typeorm';
import { languagePart } from '../../../resolution/domain/language';

/** Codes that begin with the language of one of these, in any case. */
export function beginsLike(languages: readonly string[]): FindOperator<string> {
  const parts = [...new Set(languages.map((each) => languagePart(each).toLowerCase()))];
  const given = Object.fromEntries(parts.map((each, at) => [`language${at}`, `${each}%`]));
  return Raw((column) => `(${parts.map((_, at) => `LOWER(${column}) LIKE :language${at}`).join(' OR ')})`, given) as FindOperator<string>;
}
