import { registerAudit } from '#contexts/audit/search/adapters/cli/audit.command';
import { registerDashboard } from '#contexts/audit/dashboard/adapters/cli/dashboard.command';
import { registerVerify } from '#contexts/audit/log/adapters/cli/verify.command';
import { registerEnvironments } from '#contexts/catalog/environment/adapters/cli/environments.command';
import { registerProjects } from '#contexts/catalog/project/adapters/cli/projects.command';
import { registerApiKeys } from '#contexts/identity/api-key/adapters/cli/api-keys.command';
import { registerSession } from '#contexts/identity/session/adapters/cli/session.command';
import { registerTenants } from '#contexts/identity/tenant-administration/adapters/cli/tenants.command';
import { registerUsers } from '#contexts/identity/user/adapters/cli/users.command';
import { registerApprove } from '#contexts/prompts/deployment/adapters/cli/approve.command';
import { registerDeployments } from '#contexts/prompts/deployment/adapters/cli/deployments.command';
import { registerRelease } from '#contexts/prompts/deployment/adapters/cli/release.command';
import { registerRollback } from '#contexts/prompts/deployment/adapters/cli/rollback.command';
import { registerExecute } from '#contexts/prompts/execution/adapters/cli/execute.command';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { registerPointers } from '#contexts/prompts/pointer/adapters/cli/pointers.command';
import { registerPrompts } from '#contexts/prompts/prompt/adapters/cli/prompts.command';
import { registerVersions } from '#contexts/prompts/prompt/adapters/cli/versions.command';
import { registerResolve } from '#contexts/prompts/resolution/adapters/cli/resolve.command';
import { registerUsage } from '#contexts/prompts/usage/adapters/cli/usage.command';
import type { RegisterCommand } from '#platform/cli/command';
import { registerCompletion } from '#platform/cli/completion/completion.command';
import { registerKeys } from '#platform/cli/keys.command';
import { registerMigrate } from './migrate.command';

const under =
  (heading: string, commands: readonly RegisterCommand[]): RegisterCommand =>
  (program, deps) => {
    program.commandsGroup(heading);
    for (const register of commands) register(program, deps);
  };

/** Every command of `japm`, under the headings of its help. Each lives in its aggregate's adapters/cli and loads what it needs when it runs. */
export const COMMANDS: readonly RegisterCommand[] = [
  under('Prompts:', [registerProjects, registerPrompts, registerVersions, registerResolve, registerExecute, registerUsage]),
  under('Releases:', [registerEnvironments, registerPointers, registerRelease, registerDeployments, registerApprove, registerRollback]),
  under('Files and folders:', [registerImport, registerExport, registerDiff]),
  under('Audit log and dashboard:', [registerAudit, registerVerify, registerDashboard]),
  under('Signing in and administration:', [registerSession, registerUsers, registerTenants, registerApiKeys, registerKeys]),
  under('Installation:', [registerMigrate, registerCompletion]),
];
