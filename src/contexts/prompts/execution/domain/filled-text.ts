import { DomainError } from '#shared/errors';
import { MAX_PLACEHOLDERS_PER_RESOLVE } from '../../template/domain/placeholder-count';
import { parseTemplate } from '../../template/domain/template';
import { isGiven, valueTexts } from '../../template/domain/value-text';

/** The maximum length of the text with its values, in characters (UTF-16 units). */
const MAX_LENGTH = 4 * 1024 * 1024;

type Values = ReadonlyMap<string, unknown>;

/** A part of a text: literal, or the name of a value with what stands there when the value is not given. */
type Part = string | { readonly name: string; readonly source: string };

/** Replaces the variables of a text that belongs to no prompt, `{{name}}` and `{{variable:name}}`. References stay (wire contract, 5.2). */
export const filledText = (text: string, values: Values): string =>
  joined(
    parseTemplate(text).map((segment) => (segment.kind === 'text' ? segment.text : segment.kind === 'variable' ? segment : segment.source)),
    values,
  );

/** Replaces `${name}` in a system prompt. A name that is not given stays (wire contract, 5.2). */
export const filledSystemPrompt = (text: string, values: Values): string => joined(dollarParts(text), values);

/** The first `}` after an opening closes the last `${` before it. One linear scan. */
function dollarParts(text: string): Part[] {
  const parts: Part[] = [];
  let copied = 0;
  let opening = -1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '$' && text[at + 1] === '{') {
      opening = at;
      at += 1;
    } else if (text[at] === '}' && opening >= 0) {
      if (opening > copied) parts.push(text.slice(copied, opening));
      parts.push({ name: text.slice(opening + 2, at).trim(), source: text.slice(opening, at + 1) });
      copied = at + 1;
      opening = -1;
    }
  }
  parts.push(text.slice(copied));
  return parts;
}

/** Inserted values are not read again. The length is known before anything is joined. */
function joined(parts: readonly Part[], values: Values): string {
  const textOf = valueTexts();
  let length = 0;
  let placeholders = 0;
  const pieces = parts.map((part) => {
    if (typeof part !== 'string') placeholders += 1;
    if (placeholders > MAX_PLACEHOLDERS_PER_RESOLVE) throw new FilledTextTooLarge(`${MAX_PLACEHOLDERS_PER_RESOLVE} placeholders`);
    const piece = typeof part === 'string' ? part : isGiven(values.get(part.name)) ? textOf(values.get(part.name)) : part.source;
    length += piece.length;
    if (length > MAX_LENGTH) throw new FilledTextTooLarge(`${MAX_LENGTH} characters`);
    return piece;
  });
  return pieces.join('');
}

class FilledTextTooLarge extends DomainError {
  constructor(most: string) {
    super('too_large', 'execution.text_too_large', `The text with its values has more than ${most}`);
  }
}
