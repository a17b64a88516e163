import type { AssetPointerMoves } from '../../pointer/application/asset-pointer-moves';
import type { OpenMove, PointerMoves } from '../../pointer/application/pointer-moves';
import type { VersionStatus } from '../../prompt/domain/version';
import type { WantedVersion } from '../../release-rules/application/release-gate';
import type { EntityType, Releasable } from '../domain/deployment-item';
import type { ModelDirectory } from './model-directory.port';
import type { ReleasedAssets } from './released-assets';
import type { ReleasedPrompts } from './released-prompts';

interface Named {
  readonly entityType: EntityType;
  readonly entityId: string | null;
}

/** Something of the project, and how the environment of a move comes to have it. */
export interface Candidate extends Releasable {
  /** Null for models. `status`: as it is before the release. */
  readonly text: { readonly promptId: string; readonly promptSlug: string; readonly status: VersionStatus } | null;
  release(open: OpenMove): Promise<unknown>;
}

/** Those that have versions, as the rules of an environment look at them. */
export const versionsOf = (candidates: ReadonlyMap<string, Candidate>): WantedVersion[] =>
  [...candidates.values()].flatMap(({ entityId, name, versionTag, contentHash }) =>
    versionTag === null ? [] : [{ versionId: entityId, name, versionTag, contentHash }],
  );

/** What the items of deployments name, looked up in the project: a fixed number of statements for any number of items. */
export class Releasables {
  constructor(
    private readonly prompts: ReleasedPrompts,
    private readonly assets: ReleasedAssets,
    private readonly models: ModelDirectory,
    private readonly moves: PointerMoves,
    private readonly assetMoves: AssetPointerMoves,
  ) {}

  /** By entity id; what the project does not have is missing. */
  async of(tenantId: string, projectId: string, items: readonly Named[]): Promise<Map<string, Candidate>> {
    const idsOf = (type: EntityType): string[] =>
      items.flatMap(({ entityType, entityId }) => (entityType === type && entityId !== null ? [entityId] : []));
    const found = [
      ...(await this.#versions(tenantId, projectId, idsOf('PROMPT_VERSION'))),
      ...(await this.#assetVersions(tenantId, projectId, idsOf('PROMPT_ASSET_VERSION'))),
      ...(await this.#models(tenantId, projectId, idsOf('AI_MODEL'))),
    ];
    return new Map(found.map((each) => [each.entityId, each]));
  }

  async #versions(tenantId: string, projectId: string, ids: readonly string[]): Promise<Candidate[]> {
    const found = await this.prompts.of(tenantId, projectId, ids);
    return found.map(({ prompt, version }) => ({
      entityType: 'PROMPT_VERSION',
      entityId: version.state.id,
      subjectId: prompt.state.id,
      name: prompt.state.slug,
      versionTag: version.state.versionTag,
      contentHash: version.releasedHash(),
      text: { promptId: prompt.state.id, promptSlug: prompt.state.slug, status: version.state.status },
      release: (open) => this.moves.point(open, prompt, version),
    }));
  }

  async #assetVersions(tenantId: string, projectId: string, ids: readonly string[]): Promise<Candidate[]> {
    const found = await this.assets.of(tenantId, projectId, ids);
    return found.map(({ prompt, asset, version }) => ({
      entityType: 'PROMPT_ASSET_VERSION',
      entityId: version.state.id,
      subjectId: asset.state.id,
      name: `${prompt.state.slug}/${asset.state.key}`,
      versionTag: version.state.versionTag,
      contentHash: version.state.contentHash,
      text: { promptId: prompt.state.id, promptSlug: prompt.state.slug, status: version.state.status },
      release: (open) => this.assetMoves.point(open, { project: open.project, prompt, asset }, version),
    }));
  }

  /** A model has no pointer: the deployment is the record that it was released. */
  async #models(tenantId: string, projectId: string, ids: readonly string[]): Promise<Candidate[]> {
    const found = await this.models.named(tenantId, projectId, ids);
    return found.map(({ id, name }) => ({
      entityType: 'AI_MODEL',
      entityId: id,
      subjectId: id,
      name,
      versionTag: null,
      contentHash: null,
      text: null,
      release: () => Promise.resolve(),
    }));
  }
}
