import { CsvError, parse } from 'csv-parse/sync';

/** A record or what could not be read as one; `line` (from 1) is where it begins. */
export type CsvRecord =
  | { readonly kind: 'record'; readonly line: number; readonly fields: readonly string[] }
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * The records of a CSV text. After broken quoting csv-parse is off by an unknown number of quotes and takes good records for bad
 * ones, so reading begins anew at the next line that reads as a whole record; what lies between is one broken record. The bytes
 * are held as a whole, because that means to look at some of them twice.
 */
export function csvRecords(bytes: Buffer): CsvRecord[] {
  const text = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
  const lines = new LineCounter(text);
  const records: CsvRecord[] = [];
  let width = 0;
  let at = 0;
  for (;;) {
    const run = readRun(text, at);
    for (const record of run.records) {
      width ||= record.fields.length;
      records.push({ kind: 'record', line: lines.at(record.start), fields: record.fields });
    }
    if (run.fault === null) return records;
    const broken = afterBlankLines(text, run.end);
    const line = lines.at(broken);
    at = nextWholeRecord(text, broken, width);
    const lastLine = lines.at(at) - (at < text.length || text.at(-1) === LF ? 1 : 0);
    const range = lastLine > line ? `, lines ${String(line)} to ${String(lastLine)}` : '';
    records.push({ kind: 'broken', line, reason: `broken quoting${range}: ${run.fault}` });
  }
}

interface Run {
  readonly records: readonly { readonly start: number; readonly fields: readonly string[] }[];
  /** Just behind the last good record. */
  readonly end: number;
  readonly fault: string | null;
}

/** Reads from `at` to the end or to the first fault. */
function readRun(text: Buffer, at: number, most = -1): Run {
  const records: { start: number; fields: string[] }[] = [];
  let end = at;
  try {
    parse(text.subarray(at), {
      relax_column_count: true,
      skip_empty_lines: true,
      ...(most > 0 ? { to: most } : {}),
      on_record: (fields: string[], { bytes }) => {
        records.push({ start: afterBlankLines(text, end), fields });
        end = at + bytes;
        return null;
      },
    });
    return { records, end, fault: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, end, fault: FAULTS[error.code] ?? error.message };
  }
}

/** csv-parse's own messages quote the text and count from where this run began. */
const FAULTS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'a quote inside a quoted field is not doubled, or a field is not closed',
  CSV_QUOTE_NOT_CLOSED: 'a quoted field is not closed',
  INVALID_OPENING_QUOTE: 'a quote inside a field that does not begin with one',
};

/** The start of the next line, behind the one at `broken`, from which a record of `width` fields can be read; else the end. */
function nextWholeRecord(text: Buffer, broken: number, width: number): number {
  // In a file that quotes every field, a line without a quote is the middle of a text, whatever commas it has.
  const quotesAll = text[0] === QUOTE;
  let at = nextLine(text, broken);
  while (at < text.length) {
    if (!quotesAll || text[at] === QUOTE) {
      const fields = readRun(text, at, 1).records[0]?.fields;
      if (fields !== undefined && (width === 0 || fields.length === width)) return at;
    }
    at = nextLine(text, at);
  }
  return at;
}

function nextLine(text: Buffer, at: number): number {
  const end = text.indexOf(LF, at);
  return end < 0 ? text.length : end + 1;
}

function afterBlankLines(text: Buffer, at: number): number {
  let start = at;
  while (text[start] === LF || text[start] === CR) start++;
  return start;
}

/** Line numbers of ascending offsets, in one pass. */
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
