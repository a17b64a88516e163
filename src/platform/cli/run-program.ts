import { Command, CommanderError } from 'commander';
import { DomainError } from '#shared/errors';
import { type CommandDeps, Interrupted, type RegisterCommand, UsageError } from './command';
import { EXIT, EXIT_HELP, exitCodeOf } from './exit-codes';
import { Declined } from './input';
import { Interruption } from './interruption';
import { harmless } from './output';

/** Runs `japm` with the arguments after its name and returns the exit code. Throws only for faults of the program itself. */
export async function runProgram(
  commands: readonly RegisterCommand[],
  args: readonly string[],
  surroundings: Omit<CommandDeps, 'exitWith' | 'interruption'> & { readonly version?: string },
): Promise<number> {
  let code: number = EXIT.done;
  const { version = '' } = surroundings;
  const output = harmless(surroundings.output);
  const interruption = new Interruption();
  const program = new Command('japm')
    .description('Prompt management with an audit log that cannot lose, reorder or quietly change an event')
    .version(version, '--version', 'print the version')
    .addHelpText('after', `\n${EXIT_HELP}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output.out(text.trimEnd());
      },
      writeErr: (text) => {
        output.err(text.trimEnd());
      },
      ...(output.screen && { getOutHelpWidth: () => output.screen?.columns ?? 0 }),
    })
    .showHelpAfterError('(japm --help shows how it is used)');
  const deps: CommandDeps = {
    ...surroundings,
    output,
    exitWith: (chosen) => {
      code = chosen;
    },
    interruption: () => interruption.signal,
  };
  for (const register of commands) register(program, deps);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    output.err(messageOf(error));
    return exitCodeOf(error);
  } finally {
    interruption.end();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof DomainError && error.errors.length > 1)
    return [`japm: ${String(error.errors.length)} faults:`, ...error.errors.map(({ message }) => message)].join('\n  ');
  const isExpected = [UsageError, DomainError, Interrupted, Declined].some((kind) => error instanceof kind);
  if (isExpected) return `japm: ${(error as Error).message}`;
  // Node reports uncaught errors in the same form, but this message may contain file names and responses of servers.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
