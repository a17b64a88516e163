/** Where a command writes: results to `out`, progress and complaints to `err`, so that a pipe gets results only. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
  /** Set when `err` is a terminal, for what redraws itself. */
  readonly terminal: NodeJS.WriteStream | null;
}

export const processOutput = (): Output => ({
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: process.stderr.isTTY ? process.stderr : null,
});
