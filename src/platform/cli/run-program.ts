import { Command, CommanderError } from 'commander';
import { DomainError } from '#shared/errors';
import { type CommandDeps, type RegisterCommand, UsageError } from './command';
import { harmless } from './output';

const OK = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs `japm` with the arguments after its name and returns the exit code. Throws only for faults of the program itself. */
export async function runProgram(
  commands: readonly RegisterCommand[],
  args: readonly string[],
  surroundings: Omit<CommandDeps, 'exitWith'> & { readonly version?: string },
): Promise<number> {
  let code = OK;
  const { version = '' } = surroundings;
  const output = harmless(surroundings.output);
  const program = new Command('japm')
    .description('Prompt management with an audit log that cannot lose, reorder or quietly change an event')
    .version(version, '--version', 'print the version')
    .addHelpText('after', '\nExit codes: 0 done, 1 done in part or not at all, 2 wrong usage.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output.out(text.trimEnd());
      },
      writeErr: (text) => {
        output.err(text.trimEnd());
      },
    })
    .showHelpAfterError('(japm --help shows how it is used)');
  const deps: CommandDeps = {
    ...surroundings,
    output,
    exitWith: (chosen) => {
      code = chosen;
    },
  };
  for (const register of commands) register(program, deps);
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : WRONG_USAGE;
    if (error instanceof UsageError) output.err(`japm: ${error.message}`);
    else if (error instanceof DomainError) output.err(`japm: ${error.message}`);
    // Node reports uncaught errors in the same form, but this message may contain file names and responses of servers.
    else output.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return error instanceof UsageError ? WRONG_USAGE : FAILED;
  }
}
