import type { Api } from '#platform/cli/api';
import type { ProjectOptions } from '#platform/cli/api-command';
import type { CommandDeps } from '#platform/cli/command';
import { confirm } from '#platform/cli/input';
import { jsonLine } from '#platform/cli/output';
import { printFields, timeOf } from '#platform/cli/table';
import { DomainError } from '#shared/errors';
import type { Deployment } from './deployment-view';

export interface RollbackOptions extends ProjectOptions {
  readonly environment: string;
  readonly to?: string;
  readonly yes?: boolean;
}

const DEPLOYMENTS = '/api/projects/{projectId}/deployments';
const ENVIRONMENT = '/api/projects/{projectId}/environments/{environmentId}';

interface Environment {
  readonly id: string;
  readonly name: string;
}

export async function performRollback(api: Api, projectId: string, options: RollbackOptions, deps: CommandDeps): Promise<void> {
  const environment = await api.get(ENVIRONMENT, { path: { projectId, environmentId: options.environment } });
  const [newest, before] = await newestCarriedOut(api, projectId, environment);
  if (!newest) throw nothingToGoBackTo(environment, 'no deployment was carried out there');
  const target =
    options.to === undefined ? before : await api.get(`${DEPLOYMENTS}/{deploymentId}`, { path: { projectId, deploymentId: options.to } });
  if (!target) throw nothingToGoBackTo(environment, `'${newest.name}' is the only deployment`);
  for (const line of await changes(api, projectId, environment, target)) deps.output.err(line);
  const question = `${environment.name} goes back to where it stood right after '${target.name}' (${timeOf(target.deployedAt)}). Continue?`;
  await confirm(deps, question, options);
  const done = await api.postOnce(`${DEPLOYMENTS}/{deploymentId}/rollback`, {
    path: { projectId, deploymentId: newest.id },
    body: { rollbackToDeploymentId: target.id },
  });
  if (options.json === true) deps.output.out(jsonLine(done));
  else
    printFields(deps.output, done, [
      'id',
      'name',
      'status',
      'environmentName',
      'rollbackToDeploymentId',
      { head: 'rolledBackAt', of: (of) => timeOf(of.rolledBackAt) },
    ]);
}

const nothingToGoBackTo = ({ name }: Environment, reason: string): DomainError =>
  new DomainError(
    'not_found',
    'cli.nothing_to_go_back_to',
    `${name} has nothing to go back to: ${reason}. japm release PROMPT VERSION serves an earlier version of one prompt`,
  );

/** The deployments that the environment stands on, the newest first; at most two. */
async function newestCarriedOut(api: Api, projectId: string, { id: environmentId }: Environment): Promise<readonly Deployment[]> {
  let newest: readonly Deployment[] = [];
  const query = { environmentId, status: 'DEPLOYED' as const };
  for await (const { entries } of api.pages(DEPLOYMENTS, { path: { projectId }, query }))
    newest = [...newest, ...entries].toSorted((a, b) => (b.deployedAt ?? '').localeCompare(a.deployedAt ?? '')).slice(0, 2);
  return newest;
}

/** What moves, for people: the environment now, and as its history tells it from right after the target. */
async function changes(api: Api, projectId: string, { id: environmentId }: Environment, { deployedAt }: Deployment): Promise<string[]> {
  if (deployedAt === null) return [];
  // The move is noted in microseconds, and times are shown in milliseconds.
  const asOf = new Date(Date.parse(deployedAt) + 1).toISOString();
  const path = { projectId, environmentId };
  const [now, then] = await Promise.all([
    entriesOf(api.pages(`${ENVIRONMENT}/pointers`, { path })),
    entriesOf(api.pages(`${ENVIRONMENT}/history`, { path, query: { asOf } })),
  ]);
  const before = new Map(now.map(({ promptId, versionTag }) => [promptId, versionTag]));
  const after = new Map(then.filter(({ kind }) => kind === 'prompt').map(({ name, versionTag }) => [name, versionTag]));
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  return moved.toSorted().map((name) => `  ${name} ${before.get(name) ?? '(nothing)'} → ${after.get(name) ?? '(nothing)'}`);
}

async function entriesOf<T>(pages: AsyncIterable<{ readonly entries: readonly T[] }>): Promise<T[]> {
  const all: T[] = [];
  for await (const { entries } of pages) all.push(...entries);
  return all;
}
