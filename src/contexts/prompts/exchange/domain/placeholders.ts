/** A placeholder `{{…}}` of a text. `body` has no blanks around it; `start` and `end` are UTF-16 offsets that include the braces. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly body: string;
}

/**
 * Finds the placeholders as the resolver reads them: the first `}}` after an opening closes the last `{{` before it. A body therefore never
 * contains pairs of braces, and `{{{x}}}` is `x` between two braces. It needs one pass.
 */
export function placeholdersOf(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  let open = -1;
  for (let at = 0; at + 1 < text.length; at++) {
    if (text[at] === '{' && text[at + 1] === '{') {
      open = at;
    } else if (open >= 0 && at >= open + 2 && text[at] === '}' && text[at + 1] === '}') {
      const body = text.slice(open + 2, at).trim();
      if (body !== '') found.push({ start: open, end: at + 2, body });
      open = -1;
      at++;
    }
  }
  return found;
}
