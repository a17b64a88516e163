import type { Command } from 'commander';
import type { Output } from './output';

/** Asks the user. Without a terminal, the first line of standard input is the reply. */
export interface Input {
  line(question: string): Promise<string>;
  /** Asks without showing the typed text. */
  secret(question: string): Promise<string>;
  /** True when a person at a terminal reads the question. */
  readonly terminal?: boolean;
}

/** The dependencies of every command. A command that sets no exit code ends with 0. */
export interface CommandDeps {
  readonly output: Output;
  /** Absent when there is nobody to ask. */
  readonly input?: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
  exitWith(code: number): void;
  /** Aborts at Ctrl-C and SIGTERM. Until a command calls it, these end the process at once; the second one always does. */
  readonly interruption: () => AbortSignal;
}

/** Adds one command to `japm`. A command imports its dependencies inside its action, so that the others start fast. */
export type RegisterCommand = (program: Command, deps: CommandDeps) => void;

/** The command line, or a file that it names, is wrong, and the command did nothing: exit code 2. */
export class UsageError extends Error {}

/** The user ended the command before it was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** The value; undefined for an empty one, since an empty variable counts as not set. */
export const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
