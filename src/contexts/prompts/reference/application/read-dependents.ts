import type { Actor } from '#shared/actor';
import { asReferredTo, referredTo } from '#shared/errors';
import { assetParent, type AssetLookup } from '../../asset/application/asset-lookup';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { targetOf } from './dependents-guard';
import type { Dependent, Dependents, FindDependents, PathStep, Target } from './find-dependents';
import { TextVersionNotFound } from '../../text/domain/text-errors';
import { promptParent } from '../../prompt/application/version-lookup';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';

export interface DependentsQuery {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  /** Null for any version. */
  readonly versionTag: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** A dependent as the caller may see it. Steps through projects that are closed to them are null. */
export interface VisibleDependent extends Omit<Dependent, 'path'> {
  readonly path: readonly (PathStep | null)[];
}

export interface DependentsPage {
  readonly dependents: readonly VisibleDependent[];
  /** The number of all that the caller may see. */
  readonly total: number;
  /** The number of versions in projects that are closed to the caller. */
  readonly hidden: number;
  /** False if the search ended before it had found all. */
  readonly complete: boolean;
}

/** Lists what would change together with a prompt or an asset. */
export class ReadDependents {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly assets: AssetLookup,
    private readonly versions: VersionRepository,
    private readonly catalog: ProjectCatalog,
    private readonly dependents: FindDependents,
  ) {}

  async ofPrompt({ actor, project, prompt, versionTag, ...page }: DependentsQuery): Promise<DependentsPage> {
    const located = await this.lookup.require(actor, 'prompt:read', project, prompt);
    const version = versionTag === null ? null : await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
    if (versionTag !== null && !version) throw asReferredTo(new TextVersionNotFound(PROMPT_TEXT, versionTag));
    return this.#page(actor, await this.dependents.of(targetOf(promptParent(located), version)), page);
  }

  async ofAsset({
    actor,
    project,
    prompt,
    assetKey,
    versionTag,
    ...page
  }: DependentsQuery & { assetKey: string }): Promise<DependentsPage> {
    const address = { project, prompt, assetKey };
    const located = await this.assets.asset(actor, 'asset:read', address);
    const tagged = versionTag === null ? null : await referredTo(this.assets.version(actor, 'asset:read', { ...address, versionTag }));
    return this.#page(actor, await this.dependents.of(targetOf(assetParent(located), tagged?.version ?? null)), page);
  }

  /** The nearest dependents of a prompt or asset that the caller may read, which the use case has checked already. */
  async nearest(actor: Actor, target: Target, limit: number): Promise<DependentsPage> {
    return this.#page(actor, await this.dependents.of(target), { limit, offset: 0 });
  }

  async #page(
    actor: Actor,
    { found, complete }: Dependents,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<DependentsPage> {
    const visible = await this.catalog.visible(actor, 'prompt:read');
    const open = found.filter((each) => visible.has(each.projectId));
    // A key that is restricted to environments sees what these serve, and no drafts.
    const seen = actor.scopes?.environments
      ? open.filter((each) => each.environments.some(({ id, name }) => inReach(actor, id, name)))
      : open;
    return {
      dependents: seen.slice(offset, offset + limit).map((each) => ({
        ...each,
        environments: each.environments.filter(({ id, name }) => inReach(actor, id, name)),
        path: each.path.map((step) => (visible.has(step.projectId) ? step : null)),
      })),
      total: seen.length,
      hidden: found.length - open.length,
      complete,
    };
  }
}

/** The dependents that the caller's key includes. */
const inReach = ({ scopes }: Actor, id: string, name: string): boolean =>
  !scopes?.environments || scopes.environments.includes(id) || scopes.environments.includes(name);
