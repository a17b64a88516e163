import { parseTemplate, variablesOf } from '../../template/domain/template';
import { PROMPT_TYPES } from './prompt-type';

/** Blocks, partials, comments and filters of other template languages; in JAPM they are names of variables. */
const LOGIC = /^(?:[#/^>!&]|else$)|\|/u;
const MAX_NAMED = 5;

/** A note about an accepted text that users of other template languages would not expect; null if there is none. */
export function logicNote(texts: readonly string[], literals: readonly string[]): string | null {
  const names = texts.flatMap((text) => variablesOf(parseTemplate(text, literals)).filter((name) => LOGIC.test(name)));
  if (names.length === 0) return null;
  const shown = [...new Set(names)].slice(0, MAX_NAMED).map((name) => `{{${name.slice(0, 40)}}}`);
  return `Templates have no conditions, loops or filters: ${shown.join(', ')} are variables of these names`;
}

/** A note about the type of a new prompt, if the given one is not a type. */
export function typeNote(input: unknown): string | null {
  const written = typeof input === 'object' && input !== null && 'value' in input ? input.value : input;
  if (typeof written !== 'string' || written.trim() === '') return null;
  const type = written.trim().toUpperCase();
  if (type === 'TASK' || PROMPT_TYPES.some((each) => each === type)) return null;
  return `The type '${written.trim().slice(0, 40)}' is not known; the prompt has the type USER`;
}
