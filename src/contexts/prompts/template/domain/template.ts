import { isReference, isVariableName } from './placeholder-name';

export interface VariableSegment {
  readonly kind: 'variable';
  readonly name: string;
  readonly source: string;
}

export interface ReferenceSegment {
  readonly kind: 'asset' | 'prompt';
  readonly reference: string;
  readonly source: string;
}

/** A segment of a template. `source` is its form in the text, including braces. */
export type Segment = { readonly kind: 'text'; readonly text: string } | VariableSegment | ReferenceSegment;

/** A compiled text: its segments in order. Joined texts and sources give the original text. */
export type Template = readonly Segment[];

/**
 * Compiles a text (wire contract, 4.5): the first `}}` after an opening closes the last `{{` before it, so a body never
 * contains a pair of braces. A body listed in `literals` is text, and so is one that names nothing. It is one linear scan.
 */
export function parseTemplate(text: string, literals: readonly string[] = []): Template {
  const asText = new Set(literals);
  const segments: Segment[] = [];
  let copied = 0;
  let opening = -1;
  for (let at = nextBrace(text, 0); at >= 0; at = nextBrace(text, at)) {
    if (text[at] === '{') {
      if (text[at + 1] === '{') opening = at;
      at += 1;
    } else if (text[at + 1] === '}' && opening >= 0) {
      const placeholder = placeholderOf(text.slice(opening, at + 2), asText);
      if (placeholder) {
        if (opening > copied) segments.push({ kind: 'text', text: text.slice(copied, opening) });
        segments.push(placeholder);
        copied = at + 2;
      }
      opening = -1;
      at += 2;
    } else {
      at += 1;
    }
  }
  if (copied < text.length) segments.push({ kind: 'text', text: text.slice(copied) });
  return segments;
}

/** The number of placeholders, including repeated ones. */
export const placeholdersOf = (template: Template): number => template.filter(({ kind }) => kind !== 'text').length;

/** The names of the variables in the order of their first appearance. */
export const variablesOf = (template: Template): string[] => [
  ...new Set(template.flatMap((segment) => (segment.kind === 'variable' ? [segment.name] : []))),
];

/** The references to assets, `key[:tag]` as written, each once. */
export const assetReferencesOf = (template: Template): string[] => referencesOf(template, 'asset');

/** The references to prompts as written, each once. */
export const promptReferencesOf = (template: Template): string[] => referencesOf(template, 'prompt');

const referencesOf = (template: Template, kind: ReferenceSegment['kind']): string[] => [
  ...new Set(template.flatMap((segment) => (segment.kind === kind ? [segment.reference] : []))),
];

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 123 || code === 125) return at;
  }
  return -1;
}

const KINDS = ['variable', 'asset', 'prompt'] as const;

/** `source` is `{{body}}`. */
function placeholderOf(source: string, literals: ReadonlySet<string>): Segment | undefined {
  const body = source.slice(2, -2).trim();
  if (literals.has(body)) return undefined;
  const kind = KINDS.find((each) => body.startsWith(`${each}:`));
  if (!kind) return isVariableName(body) ? { kind: 'variable', name: body, source } : undefined;
  const rest = body.slice(kind.length + 1).trim();
  if (kind === 'variable') return isVariableName(rest) ? { kind, name: rest, source } : undefined;
  return isReference(rest) ? { kind, reference: rest, source } : undefined;
}
