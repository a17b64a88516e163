/** Where a command writes: results to `out`, progress and complaints to `err`, so that a pipe gets results only. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
  /** Set when `err` is a terminal, for what redraws itself. */
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

/** The reader of a pipe may have enough of it, as `head` has; what the command does goes on. */
function unlessUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** What files and servers say may steer a terminal (escape sequences, marks of direction): nothing of it gets out, whoever prints it. */
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

/** Controls, marks of direction and what has no meaning; not the joiners that Persian, Indic scripts and emoji need. */
const STEERING = /(?![\u00ad\u200c\u200d])[^\P{C}\n\t]/gu;

/** A document for programs, with every value as it is: what could steer a terminal is escaped. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(STEERING, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
