import { COMMANDS } from '#bootstrap/commands/all-commands';
import type { Input } from '#platform/cli/command';
import { runProgram } from '#platform/cli/run-program';

export interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** The entries of a list with --json. */
  readonly entries: <T = Record<string, unknown>>() => T[];
}

/** Runs `japm` in this process. `reply` is what somebody at a terminal answers to a question; without it there is no terminal. */
export async function japm(args: readonly string[], env: Readonly<Record<string, string>>, reply?: string): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const output = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    write: (text: string) => void out.push(text),
    terminal: null,
  };
  const answer = (question: string): Promise<string> => {
    err.push(question);
    return Promise.resolve(reply ?? '');
  };
  const input: Input = { line: answer, secret: answer, terminal: reply !== undefined };
  const code = await runProgram(COMMANDS, args, { output, input, env, version: '0.0.0' });
  return { code, out, err, entries: <T>() => out.map((line) => JSON.parse(line) as T) };
}
