import type { Api, ResponseTo } from '#platform/cli/api';
import type { CommandDeps } from '#platform/cli/command';
import type { Style } from '#platform/cli/output';
import { printFields, printTable, timeOf } from '#platform/cli/table';

const BASE = '/api/projects/{projectId}/deployments';
const ONE = `${BASE}/{deploymentId}` as const;

export type Deployment = ResponseTo<'get', typeof ONE>;
export type Preview = ResponseTo<'get', `${typeof ONE}/preview`>;

export interface DeploymentPath {
  readonly projectId: string;
  readonly deploymentId: string;
}

const STYLES: Partial<Record<Deployment['status'], Style>> = { PENDING: 'yellow', APPROVED: 'yellow', DEPLOYED: 'green', FAILED: 'red' };
export const statusStyle = ({ status }: Pick<Deployment, 'status'>): Style | undefined => STYLES[status];

/** Shows a deployment to people, with what it would move. */
export function printDeployment({ output }: Pick<CommandDeps, 'output'>, deployment: Deployment, preview: Preview): void {
  printFields(output, deployment, [
    'id',
    'name',
    'description',
    'status',
    { head: 'environment', of: (of) => of.environmentName },
    { head: 'requested', of: (of) => `${timeOf(of.requestedAt)} by ${of.requestedByName}` },
    { head: 'approved', of: (of) => of.approvals.map(({ name, at }) => `${timeOf(at)} by ${name}`) },
    { head: 'carried out', of: (of) => timeOf(of.deployedAt) },
    { head: 'closed', of: (of) => (of.closedAt === null ? null : `${timeOf(of.closedAt)}: ${of.closeReason ?? 'no reason given'}`) },
  ]);
  output.out('');
  printTable(output, preview.items, [
    { head: 'ITEM', of: (each) => each.name ?? each.id, givesWay: 'late' },
    { head: 'FROM', of: (each) => each.from },
    { head: 'TO', of: (each) => each.to },
    { head: 'BREAKS', of: (each) => each.breaking.map(({ name }) => name), givesWay: 'early' },
    { head: 'FAULT', of: (each) => each.fault, givesWay: 'early', style: () => 'red' },
  ]);
}

export const readPreview = (api: Api, path: DeploymentPath): Promise<Preview> => api.get(`${ONE}/preview`, { path });

/** Tells people on standard error what is missing before an open deployment can be carried out. */
export function tellAwaited({ output }: Pick<CommandDeps, 'output'>, { status, deploymentId, approvals, blockedBy }: Preview): void {
  if (status !== 'PENDING' && status !== 'APPROVED') return;
  const missing = approvals.needed - approvals.given;
  if (missing > 0) output.err(`Awaited: ${String(missing)} of ${String(approvals.needed)} approvals, with: japm approve ${deploymentId}`);
  for (const { message } of blockedBy.filter(({ rule }) => rule === 'freeze' || rule === 'order')) output.err(`Awaited: ${message}`);
  if (missing <= 0) output.err('Approved. The same release with --deploy carries it out.');
}
