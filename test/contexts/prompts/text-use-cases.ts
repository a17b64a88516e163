import type { ApprovalPolicy } from '#contexts/prompts/marketplace/application/approval-policy.port';
import { ActivateTextVersion } from '#contexts/prompts/text/application/activate-text-version';
import { ApproveTextPublication } from '#contexts/prompts/text/application/approve-text-publication';
import { ArchiveTextVersion } from '#contexts/prompts/text/application/archive-text-version';
import { CreateTextTranslation } from '#contexts/prompts/text/application/create-text-translation';
import { CreateTextVersion } from '#contexts/prompts/text/application/create-text-version';
import { DeleteTextTranslation } from '#contexts/prompts/text/application/delete-text-translation';
import { DeleteTextVersion } from '#contexts/prompts/text/application/delete-text-version';
import { InheritedContent } from '#contexts/prompts/text/application/inherited-content';
import type { LanguageCatalog } from '#contexts/prompts/text/application/language-catalog.port';
import { PointedVersions } from '#contexts/prompts/text/application/pointed-versions';
import type { ProjectModels } from '#contexts/prompts/text/application/project-models.port';
import { ReadTextStatus } from '#contexts/prompts/text/application/read-text-status';
import { ReadTextTranslations } from '#contexts/prompts/text/application/read-text-translations';
import { ReadTextVersions } from '#contexts/prompts/text/application/read-text-versions';
import { RejectTextPublication } from '#contexts/prompts/text/application/reject-text-publication';
import type { RemovalGuard } from '#contexts/prompts/text/application/removal-guard.port';
import { RequestTextPublish } from '#contexts/prompts/text/application/request-text-publish';
import { RestoreTextVersion } from '#contexts/prompts/text/application/restore-text-version';
import type { TextActivation } from '#contexts/prompts/text/application/text-activation';
import type { TextLookup } from '#contexts/prompts/text/application/text-lookup';
import type { TextPointers } from '#contexts/prompts/text/application/text-pointers.port';
import type { TextTranslationRepository } from '#contexts/prompts/text/application/text-translation-repository.port';
import type { TextVersionRepository } from '#contexts/prompts/text/application/text-version-repository.port';
import { TranslatedTexts } from '#contexts/prompts/text/application/translated-texts';
import { UnpublishTextVersion } from '#contexts/prompts/text/application/unpublish-text-version';
import { UpdateTextTranslation } from '#contexts/prompts/text/application/update-text-translation';
import { UpdateTextVersion } from '#contexts/prompts/text/application/update-text-version';
import { VersionRevision } from '#contexts/prompts/text/application/version-revision';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';

interface World {
  readonly models: ProjectModels;
  readonly languages: LanguageCatalog;
  readonly dependents: RemovalGuard;
  readonly outbox: Outbox;
  readonly unitOfWork: UnitOfWork;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What the use cases of one kind of text need of that kind. */
interface Kind {
  readonly lookup: TextLookup;
  readonly versions: TextVersionRepository;
  readonly translations: TextTranslationRepository;
  readonly pointers: TextPointers;
  readonly activation: TextActivation;
  readonly approvals: ApprovalPolicy;
}

/** The use cases of versions and translations, for one kind. */
export function textUseCases(
  { models, languages, dependents, outbox, unitOfWork, ids, clock }: World,
  { lookup, versions, translations, pointers, activation, approvals }: Kind,
) {
  const revision = new VersionRevision(lookup, versions, outbox, unitOfWork);
  const pointed = new PointedVersions(lookup, pointers);
  const inherited = new InheritedContent(versions, translations);
  const translated = new TranslatedTexts(lookup, versions, approvals, outbox, clock);
  return {
    read: new ReadTextVersions(lookup, versions, translations, pointers),
    create: new CreateTextVersion(lookup, inherited, models, versions, outbox, unitOfWork, ids, clock),
    update: new UpdateTextVersion(lookup, revision, models, pointed, clock),
    activate: new ActivateTextVersion(lookup, activation, outbox, unitOfWork),
    archive: new ArchiveTextVersion(lookup, revision, pointed, dependents, clock),
    restore: new RestoreTextVersion(lookup, revision, clock),
    publish: new RequestTextPublish(lookup, revision, approvals, clock),
    approve: new ApproveTextPublication(lookup, revision, clock),
    reject: new RejectTextPublication(lookup, revision, clock),
    unpublish: new UnpublishTextVersion(lookup, revision, clock),
    delete: new DeleteTextVersion(lookup, versions, translations, pointed, dependents, outbox, unitOfWork),
    readTranslations: new ReadTextTranslations(lookup, translations),
    readStatus: new ReadTextStatus(lookup, translations, languages),
    createTranslation: new CreateTextTranslation(translated, translations, outbox, unitOfWork, ids, clock),
    updateTranslation: new UpdateTextTranslation(translated, translations, outbox, unitOfWork, clock),
    deleteTranslation: new DeleteTextTranslation(translated, translations, outbox, unitOfWork, clock),
  };
}
