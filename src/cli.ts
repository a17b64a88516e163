#!/usr/bin/env node
import { registerMigrate } from '#bootstrap/commands/migrate.command';
import { registerVerify } from '#contexts/audit/log/adapters/cli/verify.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import type { RegisterCommand } from '#platform/cli/command';
import { registerKeys } from '#platform/cli/keys.command';
import { processOutput } from '#platform/cli/output';
import { runProgram } from '#platform/cli/run-program';

/** Every command of `japm`. Each lives in its context's adapters/cli and loads what it needs when it runs. */
const COMMANDS: readonly RegisterCommand[] = [registerImport, registerVerify, registerMigrate, registerKeys];

void runProgram(COMMANDS, process.argv.slice(2), { output: processOutput(), env: process.env }).then((code) => {
  process.exitCode = code;
});
