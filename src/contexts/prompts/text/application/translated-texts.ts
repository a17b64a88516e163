import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { ApprovalPolicy } from '../../marketplace/application/approval-policy.port';
import { versionFact } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { LocatedVersion, VersionAddress } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

/** The effect of a change of translations on their version: an approval for the marketplace applies only to the requested content. */
export class TranslatedTexts {
  constructor(
    private readonly lookup: TextLookup,
    private readonly versions: TextVersionRepository,
    private readonly approvals: ApprovalPolicy,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Locks the version until the transaction ends, so that a request for publication sees this change. */
  async require(actor: Actor, address: VersionAddress): Promise<LocatedVersion> {
    const { permissions } = this.lookup.kind;
    const located = await this.lookup.versionOrLatest(actor, permissions.writeTranslations, address);
    return { ...located, version: await this.versions.hold(located.version) };
  }

  /**
   * Withdraws a pending request, like an edit of the version's own text. Where publications need an approval, a published version leaves
   * the marketplace and waits for another approval. Either is recorded as a fact of its own.
   */
  async changed(actor: Actor, { parent, version: before }: LocatedVersion, languageCode: string): Promise<void> {
    const isShown = before.state.marketplaceStatus === 'PUBLISHED';
    const after = before.translated(isShown && (await this.approvals.requiresApproval(actor.tenantId)), actor.id, this.clock.now());
    if (after === before) return;
    await this.versions.update(before, after);
    const { request_publish: requested, unpublish: withdrawn } = parent.kind.audit.version;
    const fact = versionFact(isShown ? requested : withdrawn, actor, parent, before, after);
    this.outbox.append({ ...fact, details: { changedTranslation: languageCode } });
  }
}
