import { readFile } from 'node:fs/promises';
import { Invalid } from '#shared/errors';
import { type BadRow, PromptSource, type SourceRow, type SourceSummary } from '../../application/prompt-source.port';
import { CsvFault, type CsvRecord, csvRecords } from './csv-records';

const TITLE = 'act';
const TEXT = 'prompt';

/** A CSV file (RFC 4180, UTF-8, with or without byte order mark) with a header that names at least `act` and `prompt`. */
export class CsvPromptSource extends PromptSource {
  private constructor(
    private readonly header: readonly string[],
    private readonly records: readonly CsvRecord[],
  ) {
    super();
  }

  /** Throws Invalid when the header lacks or repeats a column that is needed, or the quoting is broken anywhere. */
  static async open(file: string): Promise<CsvPromptSource> {
    const [first, ...records] = recordsOf(await readFile(file), file);
    const header = first?.fields.map((field) => field.trim()) ?? [];
    const missing = [TITLE, TEXT].filter((column) => !header.includes(column)).map((column) => `'${column}'`);
    const twice = [TITLE, TEXT].find((column) => header.filter((each) => each === column).length > 1);
    if (twice !== undefined) throw unreadable(`${file} has the column '${twice}' more than once in its first line`);
    if (missing.length === 0) return new CsvPromptSource(header, records);
    const message = first === undefined ? `${file} is empty` : `${file} has no column ${missing.join(' and ')} in its first line`;
    throw unreadable(message);
  }

  summary(): Promise<SourceSummary> {
    const ignoredFields = this.header.filter((column) => column !== TITLE && column !== TEXT);
    return Promise.resolve({ rows: this.records.length, ignoredFields });
  }

  async *rows(): AsyncGenerator<SourceRow | BadRow, void> {
    for (const record of this.records) yield await Promise.resolve(this.rowOf(record));
  }

  private rowOf(record: CsvRecord): SourceRow | BadRow {
    const { line } = record;
    const title = record.fields[this.header.indexOf(TITLE)] ?? '';
    const text = record.fields[this.header.indexOf(TEXT)] ?? '';
    const reason = this.faultOf(record.fields.length, title, text);
    if (reason === null) return { kind: 'row', line, title, text };
    return { kind: 'bad', line, title: title.trim() === '' ? null : title, reason };
  }

  private faultOf(fields: number, title: string, text: string): string | null {
    const { length } = this.header;
    if (fields !== length) return `has ${String(fields)} ${fields === 1 ? 'field' : 'fields'} where the header has ${String(length)}`;
    if (title.trim() === '') return `'${TITLE}' is empty`;
    if (text.trim() === '') return `'${TEXT}' is empty`;
    // What a decoder puts in place of bytes it can't read.
    if (`${title}${text}`.includes('\uFFFD')) return 'holds characters that are not UTF-8';
    if (`${title}${text}`.includes('\0')) return 'holds U+0000';
    return null;
  }
}

function recordsOf(bytes: Buffer, file: string): CsvRecord[] {
  try {
    return csvRecords(bytes);
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw unreadable(`${file} can't be brought in; nothing was done. ${error.message}`);
  }
}

const unreadable = (message: string): Invalid => new Invalid('prompts.source_unreadable', [{ pointer: '', message }]);
