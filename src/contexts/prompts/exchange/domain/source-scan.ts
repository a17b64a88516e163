/** A piece of a source text: literal text, a variable, or text that only looks like a variable. */
export type SourcePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly text: string; readonly name: string; readonly defaultValue: string | null }
  | { readonly kind: 'look-alike'; readonly text: string; readonly excerpt: string };

const MAX_NAME_LENGTH = 100;
const MAX_EXCERPT_LENGTH = 60;
/** A letter, digit or `_` of any script with its combining marks; after the first one also blanks and `,'()/.&-`. */
const NAME = /[\p{L}\p{N}_]\p{M}*(?:[\p{L}\p{N}_]\p{M}*|[ ,'()/.&-])*/uy;
/** A default may contain line breaks. A `{` ends it: `${a:{"b":1}}` would be cut in its middle, and in `${a:${b}}` the variable is `b`. */
const DEFAULT = /[^{}]*/y;

/**
 * Splits a source text at its `${…}`. The parts add up to the source. The time is linear, because each look at a `${` ends before the next
 * one.
 */
export function scanSource(source: string): SourcePart[] {
  const parts: SourcePart[] = [];
  const closers = new Closers(source);
  let copied = 0;
  let at = source.indexOf('${');
  while (at >= 0) {
    const part = partAt(source, at, closers);
    if (at > copied) parts.push({ kind: 'text', text: source.slice(copied, at) });
    parts.push(part);
    copied = at + part.text.length;
    at = source.indexOf('${', copied);
  }
  if (copied < source.length) parts.push({ kind: 'text', text: source.slice(copied) });
  return parts;
}

function partAt(source: string, at: number, closers: Closers): SourcePart {
  // `${{ … }}` belongs to another template language, with everything in it.
  if (source[at + 2] === '{') return lookAlike(source, at, closers.after(at + 3) ?? at + 2);
  const name = matchAt(NAME, source, at + 2);
  const afterName = at + 2 + name.length;
  const hasDefault = source[afterName] === ':';
  const defaultValue = hasDefault ? matchAt(DEFAULT, source, afterName + 1) : '';
  const end = afterName + (hasDefault ? 1 + defaultValue.length : 0);
  if (name === '' || source[end] !== '}' || [...name].length > MAX_NAME_LENGTH || isCode(name.trimEnd()))
    return lookAlike(source, at, at + 2);
  // Trailing blanks are cut off: the resolver trims the body of a placeholder, so that no caller could give a value to a name that ends
  // with one.
  return { kind: 'variable', text: source.slice(at, end + 1), name: name.trimEnd(), defaultValue: hasDefault ? defaultValue : null };
}

/**
 * Recognizes what programs write between the braces: a number (`${3:3}` in bash), a call (`Date.now()`), members (`err.message`, `a.length
 * - 1`). A text with any other word is a name: `e.g. Acme`, `price.range, if any`.
 */
function isCode(name: string): boolean {
  if (/[\p{L}\p{N}_]\(/u.test(name)) return true;
  return name.split(/\s+/u).every((part) => !/[\p{L}_]/u.test(part) || /[\p{L}\p{N}_)]\.[\p{L}\p{N}_]/u.test(part));
}

/** The excerpt is for people. It ends at the first `}` if that is near. */
function lookAlike(source: string, start: number, end: number): SourcePart {
  const near = source.slice(start, start + MAX_EXCERPT_LENGTH);
  const shown = near.slice(0, near.indexOf('}', end - start - 1) + 1) || near;
  return { kind: 'look-alike', text: source.slice(start, end), excerpt: shown.replace(/\s+/gu, ' ') };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Finds the next `}}`. It remembers that there is none, so that many unclosed openings cost one search. */
class Closers {
  private none = false;

  constructor(private readonly text: string) {}

  after(from: number): number | undefined {
    if (this.none) return undefined;
    const at = this.text.indexOf('}}', from);
    this.none = at < 0;
    return this.none ? undefined : at + 2;
  }
}
