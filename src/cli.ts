#!/usr/bin/env node
import { installedVersion } from '#platform/config/installation';

/** Runs `japm` and returns the exit code. The version alone loads no command. */
async function main(args: readonly string[]): Promise<number> {
  const version = installedVersion();
  if (args.length === 1 && args[0] === '--version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const { COMMANDS } = await import('#bootstrap/commands/all-commands');
  const { processInput } = await import('#platform/cli/input');
  const { processOutput } = await import('#platform/cli/output');
  const { runProgram } = await import('#platform/cli/run-program');
  return runProgram(COMMANDS, args, { output: processOutput(), input: processInput(), env: process.env, version });
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
