import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { TranslatedVersion } from '../domain/new-text-version';
import type { PointedVersions } from './pointed-versions';
import type { RemovalGuard } from './removal-guard.port';
import { versionFact } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TextVersionRepository } from './text-version-repository.port';
import type { VersionCommand } from './version-revision';

export interface DeleteTextVersionCommand extends VersionCommand {
  /** True refuses when any text refers to it. */
  readonly ifUnused?: boolean;
}

export class DeleteTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly versions: TextVersionRepository,
    private readonly translations: TextTranslationRepository,
    private readonly pointed: PointedVersions,
    private readonly dependents: RemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the version as it was, with its translations or models. Refuses while an environment points at it or other texts need it. */
  execute({ actor, expectedRevision, ifUnused = false, ...address }: DeleteTextVersionCommand): Promise<TranslatedVersion> {
    return this.unitOfWork.run(async () => {
      const { kind } = this.lookup;
      const located = await this.lookup.version(actor, kind.permissions.write, address);
      const { parent, version } = located;
      requireRevision(kind.words.version, address.versionTag, version.state, expectedRevision);
      await this.pointed.requireUnpointed(actor, located);
      await this.dependents.requireUnneeded(parent, version, { actor, ifUnused });
      const { tenantId, id } = version.state;
      const translations = kind.shownWith === 'translations' ? await this.translations.ofChanged(tenantId, id) : [];
      const removed = await this.versions.remove(version);
      this.outbox.append({ ...versionFact(kind.audit.version.delete, actor, parent, version, null), details: { removed } });
      return { version, translations };
    });
  }
}
