import { type Placeholder, placeholdersOf } from './placeholders';
import { scanSource, type SourcePart } from './source-scan';

export interface SourceVariable {
  readonly name: string;
  readonly type: 'string';
  readonly required: boolean;
  /** Present only on optional variables; may be empty. */
  readonly default?: string;
}

export type TemplateNoteKind = 'default_ignored' | 'kept_as_text' | 'literal';

/** Something in the text that people should know after the import. */
export interface TemplateNote {
  readonly kind: TemplateNoteKind;
  readonly message: string;
}

export interface ConvertedTemplate {
  /** The text with `{{variable:Name}}` for each variable. */
  readonly text: string;
  /** The variables in the order of their first appearance. */
  readonly variables: readonly SourceVariable[];
  /** The bodies of the `{{…}}` that are text, as the resolver reads them, each once. */
  readonly literals: readonly string[];
  readonly notes: readonly TemplateNote[];
}

/**
 * Turns a text with `${Name}` and `${Name:default}` into a template of JAPM. A variable that has a default anywhere in the text is
 * optional, and its first default counts. All other text is unchanged, and every `{{…}}` in it is a literal.
 */
export function convertSource(source: string): ConvertedTemplate {
  const parts = scanSource(source);
  const notes = new Map<string, TemplateNote>();
  const note = (kind: TemplateNoteKind, message: string): void => void notes.set(message, { kind, message });

  const spellings = new Map<string, string>();
  let rendered = render(parts, spellings);
  // If a source contains both the text `{{variable:Name}}` and the variable `${Name}`, these need two spellings.
  for (const name of namesOf(parts)) {
    if (!rendered.literals.has(`variable:${name}`)) continue;
    spellings.set(name, rendered.literals.has(name) ? '' : `{{${name}}}`);
    if (rendered.literals.has(name)) note('kept_as_text', `\${${name}} stays text: the text itself holds both placeholders of that name`);
  }
  if (spellings.size > 0) rendered = render(parts, spellings);

  for (const part of parts) if (part.kind === 'look-alike') note('kept_as_text', `${part.excerpt} is no variable and stays text`);
  for (const literal of rendered.literals) note('literal', `{{${oneLine(literal)}}} is text, not a placeholder`);
  const variables = declare(parts, (name) => spellings.get(name) !== '', note);
  return { text: rendered.text, variables, literals: [...rendered.literals], notes: [...notes.values()] };
}

/** `spellings` gives the placeholder of each variable; for an empty one the `${…}` of the source stays as text. */
function render(parts: readonly SourcePart[], spellings: ReadonlyMap<string, string>): { text: string; literals: ReadonlySet<string> } {
  const ours = new Set<number>();
  const pieces: string[] = [];
  let length = 0;
  for (const part of parts) {
    const placeholder = part.kind === 'variable' ? (spellings.get(part.name) ?? `{{variable:${part.name}}}`) : '';
    if (placeholder !== '') ours.add(length);
    const piece = placeholder === '' ? part.text : placeholder;
    pieces.push(piece);
    length += piece.length;
  }
  const text = pieces.join('');
  const isTheirs = (each: Placeholder): boolean => !ours.has(each.start);
  return {
    text,
    literals: new Set(
      placeholdersOf(text)
        .filter(isTheirs)
        .map((each) => each.body),
    ),
  };
}

function declare(
  parts: readonly SourcePart[],
  isVariable: (name: string) => boolean,
  note: (kind: TemplateNoteKind, message: string) => void,
): SourceVariable[] {
  const defaults = new Map<string, string | null>();
  for (const part of parts) {
    if (part.kind !== 'variable' || !isVariable(part.name)) continue;
    const known = defaults.get(part.name) ?? null;
    defaults.set(part.name, known ?? part.defaultValue);
    if (known === null || part.defaultValue === null || known === part.defaultValue) continue;
    note(
      'default_ignored',
      `variable '${part.name}' keeps its first default '${oneLine(known)}'; '${oneLine(part.defaultValue)}' is ignored`,
    );
  }
  return [...defaults].map(([name, value]) =>
    value === null ? { name, type: 'string', required: true } : { name, type: 'string', required: false, default: value },
  );
}

const namesOf = (parts: readonly SourcePart[]): Set<string> =>
  new Set(parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : [])));

const MAX_EXCERPT_LENGTH = 60;

function oneLine(text: string): string {
  const line = text.slice(0, MAX_EXCERPT_LENGTH * 2).replace(/\s+/gu, ' ');
  return line.length <= MAX_EXCERPT_LENGTH && text.length <= MAX_EXCERPT_LENGTH * 2
    ? line
    : `${[...line].slice(0, MAX_EXCERPT_LENGTH).join('')}…`;
}
