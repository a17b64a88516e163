import type { AssetPointerMoves, OpenMove, PointerMoves } from '../../pointer/application/pointer-moves';
import type { WantedVersion } from '../../release-rules/application/release-gate';
import type { EntityType, Releasable } from '../domain/deployment-item';
import type { ModelDirectory } from './model-directory.port';
import type { ReleasedAssets, ReleasedPrompts } from './released-texts';
import type { VersionStatus } from '../../text/domain/text-version';
import { nameOf, type LocatedVersion, type ProjectRef } from '../../text/application/text-parent';

interface Named {
  readonly entityType: EntityType;
  readonly entityId: string | null;
}

/** Something of the project that can be released, and the way in which an environment gets it. */
export interface Candidate extends Releasable {
  /** Null for models. `status` is the status before the release. */
  readonly text: { readonly promptId: string; readonly promptSlug: string; readonly status: VersionStatus } | null;
  release(open: OpenMove): Promise<unknown>;
}

/** The versions, as the rules of an environment judge them. */
export const versionsOf = (candidates: ReadonlyMap<string, Candidate>): WantedVersion[] =>
  [...candidates.values()].flatMap(({ entityId, name, versionTag, contentHash }) =>
    versionTag === null ? [] : [{ versionId: entityId, name, versionTag, contentHash }],
  );

/** Looks up what the items of deployments name, with a fixed number of statements for any number of items. */
export class Releasables {
  constructor(
    private readonly prompts: ReleasedPrompts,
    private readonly assets: ReleasedAssets,
    private readonly models: ModelDirectory,
    private readonly moves: PointerMoves,
    private readonly assetMoves: AssetPointerMoves,
  ) {}

  /** The results by entity id; what the project does not have is missing. */
  async of(tenantId: string, project: ProjectRef, items: readonly Named[]): Promise<Map<string, Candidate>> {
    const idsOf = (type: EntityType): string[] =>
      items.flatMap(({ entityType, entityId }) => (entityType === type && entityId !== null ? [entityId] : []));
    const found = [
      ...texts('PROMPT_VERSION', await this.prompts.of(tenantId, project, idsOf('PROMPT_VERSION')), this.moves),
      ...texts('PROMPT_ASSET_VERSION', await this.assets.of(tenantId, project, idsOf('PROMPT_ASSET_VERSION')), this.assetMoves),
      ...(await this.#models(tenantId, project.id, idsOf('AI_MODEL'))),
    ];
    return new Map(found.map((each) => [each.entityId, each]));
  }

  /** A model has no pointer: the deployment itself records the release. */
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

const texts = (entityType: EntityType, found: readonly LocatedVersion[], moves: PointerMoves): Candidate[] =>
  found.map(({ parent, version }) => ({
    entityType,
    entityId: version.state.id,
    subjectId: parent.id,
    name: nameOf(parent),
    versionTag: version.state.versionTag,
    contentHash: version.releasedHash(),
    text: { promptId: parent.promptId, promptSlug: parent.promptSlug, status: version.state.status },
    release: (open) => moves.point(open, parent, version),
  }));
