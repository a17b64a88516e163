import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRecord {
  /** The line on which the record begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The records of the file are ambiguous. A guess would make prompts of fragments. */
export class CsvFault extends Error {}

/** The delimiters that a file may use, the most common one first. */
const DELIMITERS = [',', ';', '\t'];
const [LF, CR] = Buffer.from('\n\r') as unknown as readonly [number, number];
/** For these codes the reason of csv-parse contains the whole field. */
const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that opens a field is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the closing quote of a field; a quote inside a field must be doubled',
  INVALID_OPENING_QUOTE: 'a quote is inside a field that does not begin with one',
};

/**
 * Reads the records of a CSV file (RFC 4180) in UTF-8, or in UTF-16 with a byte order mark. The delimiter is the one with which `isHeader`
 * recognizes the header. Throws CsvFault with the record in which the quoting is broken.
 */
export function csvRecords(bytes: Buffer, isHeader: (fields: readonly string[]) => boolean): CsvRecord[] {
  const text = utf8Of(bytes);
  const [first = ',', ...others] = DELIMITERS.filter((delimiter) => isHeader(headerOf(text, delimiter)));
  if (others.length > 0) throw new CsvFault('its header can be read with more than one delimiter');
  return recordsOf(text, first);
}

function recordsOf(text: Buffer, delimiter: string): CsvRecord[] {
  const lines = new LineCounter(text);
  const records: CsvRecord[] = [];
  let start = afterBlankLines(text, 0);
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (fields: string[], { bytes: end }) => {
        records.push({ line: lines.at(start), fields });
        start = afterBlankLines(text, end);
        return null;
      },
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CsvFault(`the record that begins in line ${String(lines.at(start))}: ${REASONS[error.code] ?? error.code}`);
  }
}

function headerOf(text: Buffer, delimiter: string): readonly string[] {
  try {
    const [header = []] = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, to: 1 });
    return header;
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

function utf8Of(bytes: Buffer): Buffer {
  const begins = (...mark: readonly number[]): boolean => bytes.subarray(0, mark.length).equals(Buffer.from(mark));
  if (begins(0xef, 0xbb, 0xbf)) return bytes.subarray(3);
  if (begins(0xff, 0xfe)) return Buffer.from(new TextDecoder('utf-16le').decode(bytes));
  if (begins(0xfe, 0xff)) return Buffer.from(new TextDecoder('utf-16be').decode(bytes));
  // In UTF-16, every other byte of Latin text is zero.
  if ([0, 1].some((at) => bytes.length > 4 && bytes[at] === 0 && bytes[at + 2] === 0))
    throw new CsvFault('it looks like UTF-16 without a byte order mark; save it as UTF-8');
  return bytes;
}

function afterBlankLines(text: Buffer, at: number): number {
  let start = at;
  while (text[start] === LF || text[start] === CR) start++;
  return start;
}

/** Returns the line numbers of ascending offsets in one pass. */
class LineCounter {
  private line = 1;
  private counted = 0;

  constructor(private readonly text: Buffer) {}

  at(offset: number): number {
    for (let next = this.text.indexOf(LF, this.counted); next >= 0 && next < offset; next = this.text.indexOf(LF, this.counted)) {
      this.line++;
      this.counted = next + 1;
    }
    return this.line;
  }
}
