import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Invalid } from '#shared/errors';
import { type BadRow, PromptSource, type SourceRow, type SourceSummary } from '../../application/prompt-source.port';
import { elementLines } from './json-element-lines';

const TEXT = z
  .string('is no text')
  .refine((text) => text.trim() !== '', 'is empty')
  .refine((text) => !text.includes('\0'), 'holds U+0000')
  // UTF-8 has no form of it: a database would replace it.
  .refine((text) => text.isWellFormed(), 'holds half of a surrogate pair, as a text that was cut in the middle of a character does');
const ENTRY = z.looseObject({ act: TEXT, prompt: TEXT });
const TITLED = z.object({ act: z.string() });
const FILE = z.array(z.unknown());

/** A JSON file with `[{ "act": "title", "prompt": "text" }]`. */
export class JsonPromptSource extends PromptSource {
  private constructor(
    private readonly entries: readonly unknown[],
    private readonly lines: readonly number[],
  ) {
    super();
  }

  /** Throws Invalid for what is no JSON list. */
  static async open(file: string): Promise<JsonPromptSource> {
    const text = decode(await readFile(file), file);
    const entries = FILE.safeParse(parseJson(text, file));
    if (!entries.success) throw unreadable(`${file} is no list of {"act", "prompt"}`);
    return new JsonPromptSource(entries.data, elementLines(text));
  }

  summary(): Promise<SourceSummary> {
    const fields = new Set(this.entries.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.keys(entry) : [])));
    return Promise.resolve({
      rows: this.entries.length,
      ignoredFields: [...fields].filter((field) => field !== 'act' && field !== 'prompt'),
    });
  }

  async *rows(): AsyncGenerator<SourceRow | BadRow, void> {
    for (const [index, entry] of this.entries.entries()) yield await Promise.resolve(rowOf(entry, this.lines[index] ?? 1));
  }
}

function rowOf(entry: unknown, line: number): SourceRow | BadRow {
  const row = ENTRY.safeParse(entry);
  if (row.success) return { kind: 'row', line, title: row.data.act, text: row.data.prompt };
  const title = TITLED.safeParse(entry).data?.act.trim() ?? '';
  const reasons = row.error.issues.map(
    (issue) => `${issue.path.join('.') || 'entry'} ${issue.path.length === 0 ? 'is no object' : issue.message}`,
  );
  return { kind: 'bad', line, title: title === '' ? null : title.toWellFormed(), reason: reasons.join('; ') };
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
