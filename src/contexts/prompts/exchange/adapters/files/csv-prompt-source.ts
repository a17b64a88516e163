import { readFile } from 'node:fs/promises';
import { Invalid } from '#shared/errors';
import { type BadRow, PromptSource, type SourceRow, type SourceSummary } from '../../application/prompt-source.port';
import { columnsOf, UncertainColumns, type Columns } from './columns';
import { CsvFault, type CsvRecord, csvRecords } from './csv-records';

/** A CSV file whose header names a title, a text and optionally a slug. */
export class CsvPromptSource extends PromptSource {
  private constructor(
    private readonly header: readonly string[],
    private readonly columns: Columns,
    private readonly records: readonly CsvRecord[],
  ) {
    super();
  }

  /** Throws Invalid if the header lacks or repeats a required column, or if the quoting is broken anywhere. */
  static async open(file: string): Promise<CsvPromptSource> {
    const [first, ...records] = recordsOf(await readFile(file), file);
    if (first === undefined) throw unreadable(`${file} is empty`);
    try {
      const columns = columnsOf(first.fields);
      if (columns) return new CsvPromptSource(first.fields, columns, records);
    } catch (error) {
      throw error instanceof UncertainColumns ? unreadable(`${file} ${error.message} in its first line`) : error;
    }
    const hint = "a title ('act', 'title' or 'name') and a text ('prompt', 'text' or 'content')";
    throw unreadable(`${file} does not name ${hint} in its first line, separated by commas, semicolons or tabs`);
  }

  summary(): Promise<SourceSummary> {
    const { title, text, slug } = this.columns;
    const ignoredFields = this.header.filter((column) => ![title, text, slug].includes(column)).map((column) => column.trim());
    return Promise.resolve({ rows: this.records.length, ignoredFields });
  }

  async *rows(): AsyncGenerator<SourceRow | BadRow, void> {
    for (const record of this.records) yield await Promise.resolve(this.rowOf(record));
  }

  private rowOf(record: CsvRecord): SourceRow | BadRow {
    const { line } = record;
    const field = (column: string | null): string => (column === null ? '' : (record.fields[this.header.indexOf(column)] ?? ''));
    const [title, text, slug] = [field(this.columns.title), field(this.columns.text), field(this.columns.slug).trim()];
    const reason = this.faultOf(record.fields.length, title, text);
    if (reason === null) return { kind: 'row', line, title, text, slug: slug === '' ? null : slug };
    return { kind: 'bad', line, title: title.trim() === '' ? null : title, reason };
  }

  private faultOf(fields: number, title: string, text: string): string | null {
    const { length } = this.header;
    if (fields !== length) return `has ${String(fields)} ${fields === 1 ? 'field' : 'fields'} where the header has ${String(length)}`;
    if (title.trim() === '') return `'${this.columns.title.trim()}' is empty`;
    if (text.trim() === '') return `'${this.columns.text.trim()}' is empty`;
    // A decoder writes this character in place of bytes that it cannot read.
    if (`${title}${text}`.includes('\uFFFD')) return 'holds characters that are not UTF-8';
    if (`${title}${text}`.includes('\0')) return 'contains U+0000';
    return null;
  }
}

function recordsOf(bytes: Buffer, file: string): CsvRecord[] {
  try {
    return csvRecords(bytes, isHeader);
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw unreadable(`${file} cannot be imported; nothing was changed: ${error.message}`);
  }
}

function isHeader(fields: readonly string[]): boolean {
  try {
    return columnsOf(fields) !== null;
  } catch (error) {
    // The header has the columns, and one of them twice.
    if (error instanceof UncertainColumns) return true;
    throw error;
  }
}

const unreadable = (message: string): Invalid => new Invalid('prompts.source_unreadable', [{ pointer: '', message }]);
