import { styleText } from 'node:util';

/** The output of a command: results go to `out`, progress and errors to `err`, so that a pipe gets results only. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
  /** Writes to standard output without a line feed. A pipe or file gets exactly the text. */
  write?(text: string): void;
  /** The terminal for output that redraws itself; set when `err` is one. */
  readonly terminal: NodeJS.WriteStream | null;
  /** Set when standard output is a terminal. */
  readonly screen?: Screen | null;
  /** True when nothing reads standard output any more, as after `| head`. */
  readonly closed?: boolean;
}

/** Standard output where people read it. */
export interface Screen {
  readonly columns: number;
  /** Writes one line. Styles are left out where the terminal has no colors or the user wants none (`NO_COLOR`). */
  line(spans: readonly Span[]): void;
}

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}

const DEFAULT_COLUMNS = 80;

export function processOutput(): Output {
  let closed = false;
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A closed pipe, as `head` causes it. Commands that change something continue.
      if (error.code !== 'EPIPE') throw error;
      if (stream === stdout) closed = true;
    });
  }
  return {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    write: (text) => void stdout.write(text),
    terminal: stderr.isTTY ? stderr : null,
    screen: stdout.isTTY ? screenOf(stdout) : null,
    get closed() {
      return closed;
    },
  };
}

function screenOf(stdout: NodeJS.WriteStream): Screen {
  const colored = stdout.hasColors();
  const painted = ({ text, style }: Span): string => (style && colored ? styleText(style, text) : text);
  return {
    get columns() {
      return stdout.columns || DEFAULT_COLUMNS;
    },
    line: (spans) => void stdout.write(`${spans.map(painted).join('')}\n`),
  };
}

/** Removes control sequences and direction marks from all output, because texts of files and servers could otherwise control the terminal. */
export function harmless(output: Output): Output {
  const { screen = null } = output;
  return {
    out: (text) => {
      output.out(cleaned(text));
    },
    err: (text) => {
      output.err(cleaned(text));
    },
    write: (text) => {
      (output.write ?? output.out)(screen ? cleaned(text) : text);
    },
    terminal: output.terminal,
    screen: screen && {
      get columns() {
        return screen.columns;
      },
      line: (spans) => {
        screen.line(spans.map((span) => ({ ...span, text: cleaned(span.text) })));
      },
    },
    get closed() {
      return output.closed === true;
    },
  };
}

/** Prints a text as it is. A terminal gets a line feed at its end, unless there is one. */
export function printText(output: Output, text: string): void {
  output.write?.(output.screen && !text.endsWith('\n') ? `${text}\n` : text);
}

/** Control characters, direction marks and unassigned characters, without the joiners that Persian, Indic scripts and emoji need. */
const STEERING = /(?![\u00ad\u200c\u200d])[^\P{C}\n\t]/gu;

const cleaned = (text: string): string => text.replace(STEERING, '\uFFFD');

/** A JSON document for programs with unchanged values. Characters that could control a terminal are escaped. */
export const jsonText = (value: unknown): string => escaped(JSON.stringify(value, null, 2));

/** As {@link jsonText}, in one line (NDJSON). */
export const jsonLine = (value: unknown): string => escaped(JSON.stringify(value));

const escaped = (json: string): string =>
  json.replace(STEERING, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
