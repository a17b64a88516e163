import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Invalid } from '#shared/errors';
import { type BadRow, PromptSource, type SourceRow, type SourceSummary } from '../../application/prompt-source.port';
import { columnsOf, UncertainColumns, type Columns } from './columns';
import { elementLines } from './json-element-lines';

const TEXT = z
  .string('is no text')
  .refine((text) => text.trim() !== '', 'is empty')
  .refine((text) => !text.includes('\0'), 'contains U+0000')
  // UTF-8 cannot express half of a surrogate pair: a database would replace it.
  .refine((text) => text.isWellFormed(), 'contains half of a surrogate pair, as a text that was cut in the middle of a character does');
const entryOf = ({ title, text, slug }: Columns) =>
  z.looseObject({ [title]: TEXT, [text]: TEXT, ...(slug === null ? {} : { [slug]: z.string('is no text').nullish() }) });
const FILE = z.array(z.unknown());

/** The values of entries that name nothing. */
const DOCUMENTED: Columns = { title: 'act', text: 'prompt', slug: null };

/** A JSON file of the form `[{ "act": "title", "prompt": "text" }]`. */
export class JsonPromptSource extends PromptSource {
  private constructor(
    private readonly entries: readonly unknown[],
    private readonly lines: readonly number[],
    private readonly columns: Columns,
  ) {
    super();
  }

  /** Throws Invalid if the file is not a JSON list. */
  static async open(file: string): Promise<JsonPromptSource> {
    const text = decode(await readFile(file), file);
    const entries = FILE.safeParse(parseJson(text, file));
    if (!entries.success) throw unreadable(`${file} is no list of {"act", "prompt"}`);
    try {
      const columns = columnsOf([...namesIn(entries.data)]) ?? DOCUMENTED;
      return new JsonPromptSource(entries.data, elementLines(text), columns);
    } catch (error) {
      throw error instanceof UncertainColumns ? unreadable(`${file} ${error.message}`) : error;
    }
  }

  summary(): Promise<SourceSummary> {
    const { title, text, slug } = this.columns;
    const ignoredFields = [...namesIn(this.entries)].filter((field) => ![title, text, slug].includes(field));
    return Promise.resolve({ rows: this.entries.length, ignoredFields });
  }

  async *rows(): AsyncGenerator<SourceRow | BadRow, void> {
    for (const [index, entry] of this.entries.entries()) yield await Promise.resolve(rowOf(entry, this.lines[index] ?? 1, this.columns));
  }
}

const namesIn = (entries: readonly unknown[]): Set<string> =>
  new Set(entries.flatMap((entry) => (typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? Object.keys(entry) : [])));

function rowOf(entry: unknown, line: number, columns: Columns): SourceRow | BadRow {
  const row = entryOf(columns).safeParse(entry);
  const members = typeof entry === 'object' && entry !== null ? (entry as Readonly<Record<string, unknown>>) : {};
  const said = (name: string | null): string => (name !== null && typeof members[name] === 'string' ? members[name] : '');
  const [title, slug] = [said(columns.title), said(columns.slug).trim()];
  if (row.success) return { kind: 'row', line, title, text: said(columns.text), slug: slug === '' ? null : slug };
  const reasons = row.error.issues.map(
    (issue) => `${issue.path.join('.') || 'entry'} ${issue.path.length === 0 ? 'is no object' : issue.message}`,
  );
  return { kind: 'bad', line, title: title.trim() === '' ? null : title.trim().toWellFormed(), reason: reasons.join('; ') };
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`${file} is not UTF-8`);
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const unreadable = (message: string): Invalid => new Invalid('prompts.source_unreadable', [{ pointer: '', message }]);
