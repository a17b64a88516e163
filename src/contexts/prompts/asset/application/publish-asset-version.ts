import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ApprovalPolicy } from '../../marketplace/application/approval-policy.port';
import type { AssetVersion } from '../domain/asset-version';
import { ASSET_VERSION_AUDIT } from '../domain/asset-version-audit';
import { assetVersionFact } from './asset-facts';
import type { AssetLookup, AssetVersionAddress } from './asset-lookup';
import type { AssetVersionRepository } from './asset-version-repository.port';

export interface PublishAssetVersionCommand extends AssetVersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

/** Offers a version on the tenant's marketplace, at once or after an approval, as the tenant has chosen. */
export class PublishAssetVersion {
  constructor(
    private readonly lookup: AssetLookup,
    private readonly versions: AssetVersionRepository,
    private readonly approvals: ApprovalPolicy,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, expectedRevision, ...address }: PublishAssetVersionCommand): Promise<AssetVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, 'asset:publish', address);
      const before = located.version;
      requireRevision('Asset version', address.versionTag, before.state, expectedRevision);
      const requiresApproval = await this.approvals.requiresApproval(actor.tenantId);
      const after = before.requestPublish(requiresApproval, actor.id, this.clock.now());
      await this.versions.update(before, after);
      this.outbox.append(assetVersionFact(ASSET_VERSION_AUDIT.request_publish, actor, located, { before, after }));
      return after;
    });
  }
}
