import type { AuditFact, AuditRule } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { AssetLocaleGate } from '../../asset/application/asset-locale-gate';
import { assetVersionFact } from '../../asset/application/asset-facts';
import type { LocatedAsset } from '../../asset/application/asset-lookup';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { AssetVersion } from '../../asset/domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../../asset/domain/asset-version-audit';
import { AssetPointer } from '../domain/asset-pointer';
import { POINTER_FIELDS } from '../domain/pointer';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import type { AssetPointerRepository } from './asset-pointer-repository.port';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { OpenMove } from './pointer-moves';

/** As {@link PointerMoves}, for what environments have of assets. */
export class AssetPointerMoves {
  constructor(
    private readonly versions: AssetVersionRepository,
    private readonly pointers: AssetPointerRepository,
    private readonly history: PointerHistory,
    private readonly localeGate: AssetLocaleGate,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** A draft becomes active with it. */
  async point(by: OpenMove, located: LocatedAsset, version: AssetVersion): Promise<void> {
    const { tenantId, assetId, id: versionId, versionTag } = version.state;
    const before = await this.pointers.find(tenantId, by.environment.id, assetId);
    const to = { versionId, versionTag, movedBy: by.actor.id };
    const pointer = before ? before.move(to, by.move.at) : this.#created(by, located, to);
    if (pointer === before) {
      this.outbox.unchanged(factOf(POINTER_AUDIT.move, by, before, pointer));
      return;
    }
    await this.#makeActive(by, located, version);
    if (!by.restores) await this.localeGate.check(by.actor.tenantId, by.project, version);
    await (before ? this.pointers.update(pointer) : this.pointers.add(pointer));
    await this.#noted(by, pointer, version.state.contentHash);
    this.outbox.append(factOf(POINTER_AUDIT.move, by, before, pointer));
  }

  /** The environment has no version of the asset any more. */
  async remove(by: OpenMove, pointer: AssetPointer): Promise<void> {
    await this.pointers.remove(pointer);
    await this.history.end(by.actor.tenantId, by.environment.id, pointer.state.assetId, by.move);
    this.outbox.append(factOf(POINTER_AUDIT.remove, by, pointer, null));
  }

  async #makeActive({ actor, moves }: OpenMove, located: LocatedAsset, version: AssetVersion): Promise<void> {
    const active = version.activate(this.clock.now());
    if (active === version) {
      await this.versions.lock(version);
      return;
    }
    await this.versions.update(version, active);
    const { project, prompt } = located;
    const place = { projectId: project.id, projectSlug: project.slug, promptId: prompt.state.id, promptSlug: prompt.state.slug };
    moves.push({ ...place, assetVersion: { id: version.state.id, before: version.state.status } });
    this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.activate, actor, located, { before: version, after: active }));
  }

  async #noted(by: OpenMove, { state }: AssetPointer, contentHash: string): Promise<void> {
    const { tenantId, projectId, environmentId, assetId, assetName, versionId, versionTag, movedBy } = state;
    await this.history.end(tenantId, environmentId, assetId, by.move);
    await this.history.begin({
      id: this.ids.next(),
      tenantId,
      projectId,
      environmentId,
      kind: 'asset',
      entityId: assetId,
      entityName: assetName,
      versionId,
      versionTag,
      validFrom: by.move.at,
      validTo: null,
      fromMove: by.move.number,
      toMove: null,
      movedBy,
      deploymentId: by.deploymentId,
      contentHash,
    });
  }

  #created(
    { actor, project, environment, move }: OpenMove,
    { prompt, asset }: LocatedAsset,
    to: { versionId: string; versionTag: string; movedBy: string },
  ): AssetPointer {
    return AssetPointer.create({
      id: this.ids.next(),
      tenantId: actor.tenantId,
      projectId: project.id,
      environmentId: environment.id,
      assetId: asset.state.id,
      assetName: `${prompt.state.slug}/${asset.state.key}`,
      ...to,
      now: move.at,
    });
  }
}

function factOf(rule: AuditRule, by: OpenMove, before: AssetPointer | null, after: AssetPointer | null): AuditFact {
  const { assetName, revision } = (after ?? before)?.state ?? { assetName: '', revision: 0 };
  const deployment = by.deploymentId === null ? {} : { deployment: by.deploymentId };
  return {
    rule,
    actor: by.actor,
    resource: {
      id: `${by.project.slug}/${by.environment.id}/${assetName}`,
      revision: after ? revision : revision + 1,
      projectId: by.project.slug,
    },
    changes: changesBetween(before?.state ?? null, after?.state ?? null, POINTER_FIELDS),
    details: { environment: by.environment.name, ...deployment, ...(by.restores && { rollback: true }) },
  };
}
