import type { Command } from 'commander';
import type { Output } from './output';

/** Asks people; where there is no terminal, the first line of standard input is the answer. */
export interface Input {
  line(question: string): Promise<string>;
  /** Without showing what is typed. */
  secret(question: string): Promise<string>;
}

/** What every command gets. A command that sets no exit code ends with 0. */
export interface CommandDeps {
  readonly output: Output;
  /** Absent where nobody can be asked. */
  readonly input?: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
  exitWith(code: number): void;
}

/** Adds one command to `japm`. What it needs to run it imports inside of its action, so that the others start fast. */
export type RegisterCommand = (program: Command, deps: CommandDeps) => void;

/** The command line or what it points at is wrong, and nothing was done: exit code 2. */
export class UsageError extends Error {}

/** A variable that is set to nothing is not set. */
export const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
