import type { Api, ResponseTo } from '#platform/cli/api';
import type { ProjectOptions } from '#platform/cli/api-command';
import type { CommandDeps } from '#platform/cli/command';
import { EXIT } from '#platform/cli/exit-codes';
import { confirm } from '#platform/cli/input';
import { jsonLine } from '#platform/cli/output';
import { printFields, timeOf } from '#platform/cli/table';
import { type Deployment, printDeployment, readPreview, tellAwaited } from './deployment-view';

export interface ReleaseOptions extends ProjectOptions {
  readonly environment: string;
  readonly request?: boolean;
  readonly deploy?: boolean;
  readonly name?: string;
  readonly message?: string;
  readonly breakGlass?: string;
  readonly yes?: boolean;
}

interface Target {
  readonly projectId: string;
  readonly environmentId: string;
  readonly promptId: string;
  readonly versionTag: string;
}

/** What a release starts from. */
interface Standing {
  readonly environment: { readonly id: string; readonly name: string };
  readonly approvalRequired: boolean;
  readonly versionId: string;
  /** The version that the environment serves; null when it serves none. */
  readonly served: string | null;
}

const DEPLOYMENTS = '/api/projects/{projectId}/deployments';
const ENVIRONMENT = '/api/projects/{projectId}/environments/{environmentId}';
const POINTER = `${ENVIRONMENT}/pointers/{promptId}` as const;
type Pointer = ResponseTo<'put', typeof POINTER>;

export async function performRelease(api: Api, target: Target, options: ReleaseOptions, deps: CommandDeps): Promise<void> {
  const { promptId, versionTag } = target;
  const [environment, rules, version, pointer] = await Promise.all([
    api.get(ENVIRONMENT, { path: target }),
    api.get(`${ENVIRONMENT}/rules`, { path: target }),
    api.get('/api/projects/{projectId}/prompts/{promptId}/versions/{versionTag}', { path: target }),
    pointerOf(api, target),
  ]);
  if (pointer?.versionTag === versionTag) {
    deps.output.err(`${environment.name} serves ${promptId} ${versionTag} already.`);
    printPointer(pointer, options, deps);
    return;
  }
  const standing = { environment, versionId: version.id, served: pointer?.versionTag ?? null, approvalRequired: rules.approvalRequired };
  const isDirect = options.breakGlass !== undefined || !(rules.approvalRequired || options.request === true);
  await (isDirect ? movePointer : goThroughDeployment)(api, target, standing, options, deps);
}

/** Looks in the list: asking for a pointer that does not exist would be a rejected attempt in the audit log. */
async function pointerOf(api: Api, path: Target): Promise<Pointer | null> {
  for await (const { entries } of api.pages(`${ENVIRONMENT}/pointers`, { path, query: { q: path.promptId } })) {
    const found = entries.find(({ promptId }) => promptId === path.promptId);
    if (found) return found;
  }
  return null;
}

async function movePointer(api: Api, target: Target, standing: Standing, options: ReleaseOptions, deps: CommandDeps): Promise<void> {
  const { breakGlass: reason } = options;
  await confirm(deps, `${moveOf(target, standing)}${reason === undefined ? '' : ', overriding the rules'}. Release it now?`, options);
  const body = { versionTag: target.versionTag, ...(reason !== undefined && { breakGlass: { reason } }) };
  printPointer(await api.put(POINTER, { path: target, body }), options, deps);
}

async function goThroughDeployment(
  api: Api,
  target: Target,
  standing: Standing,
  options: ReleaseOptions,
  deps: CommandDeps,
): Promise<void> {
  const open = await openDeployment(api, target, standing);
  if (open?.status === 'APPROVED' && options.deploy === true) {
    await confirm(deps, `${moveOf(target, standing)}. Carry out the deployment '${open.name}'?`, options);
    const path = { projectId: target.projectId, deploymentId: open.id };
    const done = await api.postOnce(`${DEPLOYMENTS}/{deploymentId}/deploy`, { path, body: {} });
    if (options.json === true) deps.output.out(jsonLine(done));
    else
      printFields(deps.output, done, [
        'id',
        'name',
        'status',
        'environmentName',
        { head: 'carried out', of: (of) => timeOf(of.deployedAt) },
      ]);
    return;
  }
  const deployment = open ?? (await request(api, target, standing, options));
  const preview = await readPreview(api, { projectId: target.projectId, deploymentId: deployment.id });
  deps.output.err(open ? 'This release was requested before.' : 'Requested.');
  if (options.json === true) deps.output.out(jsonLine(deployment));
  else printDeployment(deps, deployment, preview);
  tellAwaited(deps, preview);
  if (options.deploy === true) deps.exitWith(EXIT.waiting);
}

/** The open deployment that releases this version and nothing else, if possible an approved one. */
async function openDeployment(api: Api, { projectId }: Target, { environment, versionId }: Standing): Promise<Deployment | null> {
  for (const status of ['APPROVED', 'PENDING'] as const) {
    const query = { environmentId: environment.id, status };
    for await (const { entries } of api.pages(DEPLOYMENTS, { path: { projectId }, query })) {
      const found = entries.find(({ items }) => items.length === 1 && items[0]?.entityId === versionId);
      if (found) return found;
    }
  }
  return null;
}

function request(api: Api, target: Target, standing: Standing, { name, message }: ReleaseOptions): Promise<Deployment> {
  const { projectId, promptId, versionTag } = target;
  const { environment, versionId } = standing;
  const items = [{ entityType: 'PROMPT_VERSION' as const, entityId: versionId, versionTag }];
  // Names are unique in the environment, and the same version may be requested again after a rejection.
  const named = name ?? `${promptId} ${versionTag}, ${timeOf(new Date().toISOString())}`;
  const body = { name: named, description: message, environmentId: environment.id, items };
  return api.create(DEPLOYMENTS, { path: { projectId }, body });
}

const moveOf = ({ promptId, versionTag }: Target, { environment, served }: Standing): string =>
  `${environment.name}: ${promptId} ${served ?? '(nothing)'} → ${versionTag}`;

function printPointer(pointer: Pointer, { json }: ReleaseOptions, { output }: CommandDeps): void {
  const since = { head: 'since', of: (of: Pointer) => timeOf(of.movedAt) };
  printFields(output, pointer, [{ head: 'environment', of: (of) => of.environmentName }, 'promptId', 'versionTag', since], json);
}
