import type { AssetRemovalGuard } from '../../asset/application/asset-removal-guard.port';
import { PromptRemovalGuard, type RemovalOptions } from '../../prompt/application/prompt-removal-guard.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { LocatedAsset } from '../../asset/application/asset-lookup';
import type { AssetVersion } from '../../asset/domain/asset-version';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import type { Version } from '../../prompt/domain/version';
import { StillReferenced } from '../domain/reference-errors';
import type { AssetTarget, Dependent, Dependents, FindDependents, PromptTarget } from './find-dependents';
import type { ReferenceIndex } from '../../reference-index/application/reference-index.port';

/** Versions that an answer names. */
const MAX_NAMED = 50;

/**
 * Refuses to take a text away while an active version of another prompt reaches it, or a version that an environment points
 * at. To be asked before the change, in its transaction: nobody brings a reference into use until that ends.
 */
export class DependentsGuard extends PromptRemovalGuard implements AssetRemovalGuard {
  constructor(
    private readonly index: ReferenceIndex,
    private readonly dependents: FindDependents,
    private readonly catalog: ProjectCatalog,
  ) {
    super();
  }

  async prompt(located: LocatedPrompt, version: Version | null, options: RemovalOptions): Promise<void> {
    const target = promptTarget(located, version);
    await this.index.guard(target.tenantId);
    const what = target.version ? `Version '${target.version.versionTag}'` : `Prompt '${target.promptSlug}'`;
    await this.#refuse(what, await this.dependents.ofPrompt(target), target.promptId, options);
  }

  async asset(located: LocatedAsset, version: AssetVersion | null, options: RemovalOptions): Promise<void> {
    const target = assetTarget(located, version);
    await this.index.guard(target.tenantId);
    const what = target.version ? `Version '${target.version.versionTag}' of asset '${target.key}'` : `Asset '${target.key}'`;
    await this.#refuse(what, await this.dependents.ofAsset(target), target.promptId, options);
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

export const promptTarget = ({ project, prompt: { state } }: LocatedPrompt, version: Version | null): PromptTarget => ({
  tenantId: state.tenantId,
  projectId: project.id,
  projectSlug: project.slug,
  promptId: state.id,
  promptSlug: state.slug,
  version: version?.state ?? null,
});

export const assetTarget = (located: LocatedAsset, version: AssetVersion | null): AssetTarget => ({
  ...promptTarget(located, null),
  assetId: located.asset.state.id,
  key: located.asset.state.key,
  version: version?.state ?? null,
});

const isReason = (dependent: Dependent, promptId: string): boolean =>
  dependent.environments.length > 0 || (dependent.promptId !== promptId && dependent.status === 'active');
