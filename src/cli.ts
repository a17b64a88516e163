#!/usr/bin/env node
import { registerMigrate } from '#bootstrap/commands/migrate.command';
import { registerApiKeys } from '#contexts/identity/api-key/adapters/cli/api-keys.command';
import { registerSession } from '#contexts/identity/session/adapters/cli/session.command';
import { registerTenants } from '#contexts/identity/tenant-administration/adapters/cli/tenants.command';
import { registerUsers } from '#contexts/identity/user/adapters/cli/users.command';
import { registerDashboard } from '#contexts/audit/dashboard/adapters/cli/dashboard.command';
import { registerVerify } from '#contexts/audit/log/adapters/cli/verify.command';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import type { RegisterCommand } from '#platform/cli/command';
import { processInput } from '#platform/cli/input';
import { registerKeys } from '#platform/cli/keys.command';
import { processOutput } from '#platform/cli/output';
import { runProgram } from '#platform/cli/run-program';
import { installedVersion } from '#platform/config/installation';

/** Every command of `japm`. Each lives in its context's adapters/cli and loads what it needs when it runs. */
const COMMANDS: readonly RegisterCommand[] = [
  registerSession,
  registerUsers,
  registerTenants,
  registerApiKeys,
  registerImport,
  registerExport,
  registerDiff,
  registerVerify,
  registerDashboard,
  registerMigrate,
  registerKeys,
];

void runProgram(COMMANDS, process.argv.slice(2), {
  output: processOutput(),
  input: processInput(),
  env: process.env,
  version: installedVersion(),
}).then((code) => {
  process.exitCode = code;
});
