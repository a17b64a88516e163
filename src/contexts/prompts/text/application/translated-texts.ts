import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { versionFact } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { LocatedVersion, VersionAddress } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

/** What a change of translations means to their version: what is approved for the marketplace is what was asked for. */
export class TranslatedTexts {
  constructor(
    private readonly lookup: TextLookup,
    private readonly versions: TextVersionRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The version, ours until the transaction ends: nobody requests its publication before seeing our change. */
  async require(actor: Actor, address: VersionAddress): Promise<LocatedVersion> {
    const { permissions } = this.lookup.kind;
    const located = await this.lookup.versionOrLatest(actor, permissions.writeTranslations, address);
    return { ...located, version: await this.versions.hold(located.version) };
  }

  /** Takes a pending request back, as an edit of the version's own text does; a fact of its own says so. */
  async changed(actor: Actor, { parent, version: before }: LocatedVersion, languageCode: string): Promise<void> {
    const after = before.translated(this.clock.now());
    if (after === before) return;
    await this.versions.update(before, after);
    const fact = versionFact(parent.kind.audit.version.unpublish, actor, parent, before, after);
    this.outbox.append({ ...fact, details: { changedTranslation: languageCode } });
  }
}
