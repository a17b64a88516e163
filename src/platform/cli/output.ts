/** The output of a command: results go to `out`, progress and errors to `err`, so that a pipe gets results only. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
  /** The terminal for output that redraws itself; set when `err` is one. */
  readonly terminal: NodeJS.WriteStream | null;
}

export function processOutput(): Output {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessUnread);
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    terminal: process.stderr.isTTY ? process.stderr : null,
  };
}

/** Ignores a closed pipe, as `head` causes it: the command itself continues. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Removes control sequences and direction marks from all output, because texts of files and servers could otherwise control the terminal. */
export function harmless(output: Output): Output {
  return {
    out: (text) => {
      output.out(text.replace(STEERING, '\uFFFD'));
    },
    err: (text) => {
      output.err(text.replace(STEERING, '\uFFFD'));
    },
    terminal: output.terminal,
  };
}

/** Control characters, direction marks and unassigned characters, without the joiners that Persian, Indic scripts and emoji need. */
const STEERING = /(?![\u00ad\u200c\u200d])[^\P{C}\n\t]/gu;

/** A JSON document for programs with unchanged values. Characters that could control a terminal are escaped. */
export const jsonText = (value: unknown): string => escaped(JSON.stringify(value, null, 2));

/** As {@link jsonText}, in one line (NDJSON). */
export const jsonLine = (value: unknown): string => escaped(JSON.stringify(value));

const escaped = (json: string): string =>
  json.replace(STEERING, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
