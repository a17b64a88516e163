import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { StillReferenced } from '../domain/reference-errors';
import type { Dependent, Dependents, FindDependents, Target } from './find-dependents';
import type { ReferenceIndex } from '../../reference-index/application/reference-index.port';
import { RemovalGuard, type RemovalOptions } from '../../text/application/removal-guard.port';
import type { TextVersion } from '../../text/domain/text-version';
import type { TextParent } from '../../text/application/text-parent';

/** The maximum number of versions that a response names. */
const MAX_NAMED = 50;

/**
 * Refuses to remove a text while an active version of another prompt reaches it, or a version that an environment points at. Call it before
 * the change, in its transaction: no other transaction brings a reference into use until that ends.
 */
export class DependentsGuard extends RemovalGuard {
  constructor(
    private readonly index: ReferenceIndex,
    private readonly dependents: FindDependents,
    private readonly catalog: ProjectCatalog,
  ) {
    super();
  }

  async requireUnneeded(parent: TextParent, version: TextVersion | null, options: RemovalOptions): Promise<void> {
    await this.index.guard(parent.tenantId);
    await this.#refuse(nameOf(parent, version), await this.dependents.of(targetOf(parent, version)), parent.promptId, options);
  }

  async #refuse(what: string, { found, complete }: Dependents, promptId: string, { actor, ifUnused }: RemovalOptions): Promise<void> {
    const keeping = ifUnused ? found : found.filter((each) => isReason(each, promptId));
    if (keeping.length === 0 && complete) return;
    const visible = await this.catalog.visible(actor, 'prompt:read');
    const open = keeping.filter((each) => each.path.every((step) => visible.has(step.projectId)));
    const named = open.slice(0, MAX_NAMED).map(({ projectSlug, promptSlug, versionTag, status, environments, steps }) => ({
      projectId: projectSlug,
      promptId: promptSlug,
      versionTag,
      status,
      environments: environments.map((each) => each.name),
      steps,
    }));
    throw new StillReferenced(what, named, keeping.length - named.length, complete);
  }
}

function nameOf({ promptSlug, assetKey }: TextParent, version: TextVersion | null): string {
  const tagged = version && `Version '${version.state.versionTag}'`;
  if (assetKey === null) return tagged ?? `Prompt '${promptSlug}'`;
  return tagged ? `${tagged} of asset '${assetKey}'` : `Asset '${assetKey}'`;
}

export const targetOf = ({ project, tenantId, promptId, promptSlug, id, assetKey }: TextParent, version: TextVersion | null): Target => ({
  tenantId,
  projectId: project.id,
  projectSlug: project.slug,
  promptId,
  promptSlug,
  ...(assetKey !== null && { assetId: id, key: assetKey }),
  version: version?.state ?? null,
});

const isReason = (dependent: Dependent, promptId: string): boolean =>
  dependent.environments.length > 0 || (dependent.promptId !== promptId && dependent.status === 'active');
