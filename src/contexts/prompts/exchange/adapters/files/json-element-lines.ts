/** Returns the line (from 1) on which each element of a JSON list begins. `text` must be valid JSON with a list at the top. */
export function elementLines(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let expectsElement = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n') line++;
    if (/\s/u.test(char)) continue;
    if (expectsElement && depth === 1 && char !== ']') {
      lines.push(line);
      expectsElement = false;
    }
    if (char === '"') at = endOfString(text, at);
    else if (char === '[' || char === '{') expectsElement = ++depth === 1;
    else if (char === ']' || char === '}') depth--;
    else if (char === ',' && depth === 1) expectsElement = true;
  }
  return lines;
}

/** The position of the closing quote. A JSON string contains no line breaks. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
