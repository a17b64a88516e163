import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type CommandDeps, type Input, Interrupted, UsageError } from './command';

/** Input from the terminal, or from standard input where there is none. */
export const processInput = (): Input => ({
  line: (question) => ask(question, process.stderr),
  secret: (question) => ask(question, new Writable({ write: (_chunk, _encoding, done) => done() })),
  terminal: process.stdin.isTTY && process.stderr.isTTY,
});

/** The user saw what a command would do and did not want it. */
export class Declined extends Error {
  constructor() {
    super('nothing was done');
  }
}

/**
 * Asks before something that changes what applications are served. Where nobody can be asked, `--yes` has to be given: an answer from a
 * pipe would not be a decision. Throws Declined and UsageError.
 */
export async function confirm({ input }: Pick<CommandDeps, 'input'>, question: string, { yes }: { readonly yes?: boolean }): Promise<void> {
  if (yes === true) return;
  if (input?.terminal !== true) throw new UsageError('nothing was done: without a terminal to ask on, give --yes');
  if (!/^\s*y(?:es)?\s*$/iu.test(await input.line(`${question} [y/N] `))) throw new Declined();
}

function ask(question: string, echo: Writable): Promise<string> {
  const { stdin, stderr } = process;
  const terminal = stdin.isTTY;
  if (terminal) stderr.write(question);
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: echo, terminal, prompt: '' });
    lines.once('line', (line) => {
      lines.removeAllListeners('close').close();
      if (terminal && echo !== stderr) stderr.write('\n');
      resolve(line);
    });
    lines.once('close', () => reject(new UsageError('nothing was entered')));
    lines.once('SIGINT', () => {
      reject(new Interrupted());
      lines.close();
    });
  });
}

/** All of standard input as text. */
export async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
