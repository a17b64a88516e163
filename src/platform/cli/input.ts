import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type Input, UsageError } from './command';

/** Input from the terminal, or from standard input where there is none. */
export const processInput = (): Input => ({
  line: (question) => ask(question, process.stderr),
  secret: (question) => ask(question, new Writable({ write: (_chunk, _encoding, done) => done() })),
});

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
    lines.once('SIGINT', () => lines.close());
  });
}
