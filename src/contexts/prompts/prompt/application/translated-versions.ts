import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { VERSION_AUDIT } from '../domain/version-audit';
import { versionFact } from './version-facts';
import type { LocatedVersion, VersionLookup, VersionPath } from './version-lookup';
import type { VersionRepository } from './version-repository.port';

/** What a change of translations means to their version: what is approved for the marketplace is what was asked for. */
export class TranslatedVersions {
  constructor(
    private readonly lookup: VersionLookup,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The version, ours until the transaction ends: nobody requests its publication before seeing our change. */
  async require(path: VersionPath): Promise<LocatedVersion> {
    const located = await this.lookup.require(path, 'translation:write');
    return { ...located, version: await this.versions.hold(located.version) };
  }

  /** Takes a pending request back, as an edit of the version's own text does; a fact of its own says so. */
  async changed(actor: Actor, located: LocatedVersion, languageCode: string): Promise<void> {
    const { version: before } = located;
    const after = before.translated(this.clock.now());
    if (after === before) return;
    await this.versions.update(before, after);
    const fact = versionFact(VERSION_AUDIT.unpublish, actor, located, before, after);
    this.outbox.append({ ...fact, details: { changedTranslation: languageCode } });
  }
}
