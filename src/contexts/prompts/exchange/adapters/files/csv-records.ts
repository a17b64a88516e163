import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Broken quoting. Where the text goes on behind it is a guess, and a guess would make prompts of fragments. */
export class CsvFault extends Error {}

const [LF, CR, QUOTE, COMMA] = Buffer.from('\n\r",') as unknown as readonly [number, number, number, number];

/** The records of a CSV text. Throws CsvFault for broken quoting, with the place where the quote is. */
export function csvRecords(bytes: Buffer): CsvRecord[] {
  const text = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
  const lines = new LineCounter(text);
  const records: CsvRecord[] = [];
  let start = afterBlankLines(text, 0);
  try {
    parse(text, {
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
    const { at, isOpening } = brokenQuote(text, start);
    const column = text.subarray(text.lastIndexOf(LF, at - 1) + 1, at).toString().length + 1;
    throw new CsvFault(`line ${String(lines.at(at))}, column ${String(column)}: ${isOpening ? UNCLOSED : UNQUOTED}`);
  }
}

const UNCLOSED = 'the quote that opens a field here is not closed before a comma or a line end; a quote inside is written twice';
const UNQUOTED = 'a quote stands in a field that does not begin with one';

/** The quote that breaks the record which begins at `start`. */
function brokenQuote(text: Buffer, start: number): { readonly at: number; readonly isOpening: boolean } {
  let at = start;
  while (at < text.length) {
    if (text[at] === QUOTE) {
      const end = closingQuote(text, at);
      if (end < 0 || !endsField(text, end + 1)) return { at, isOpening: true };
      at = end + 1;
    }
    while (at < text.length && !endsField(text, at)) {
      if (text[at] === QUOTE) return { at, isOpening: false };
      at++;
    }
    at += text[at] === CR && text[at + 1] === LF ? 2 : 1;
  }
  return { at: start, isOpening: true };
}

function closingQuote(text: Buffer, open: number): number {
  let at = text.indexOf(QUOTE, open + 1);
  while (at >= 0 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2);
  return at;
}

const endsField = (text: Buffer, at: number): boolean =>
  at === text.length || text[at] === COMMA || text[at] === LF || (text[at] === CR && text[at + 1] === LF);

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
