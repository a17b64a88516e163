import type { ServiceIdentifier } from 'inversify';
import { bindSingleton, bindUseCase, type Bind } from '#platform/container/bind';
import { Clock } from '#shared/clock.port';
import { Ids } from '#shared/ids.port';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { ApprovalPolicy } from '../../marketplace/application/approval-policy.port';
import type { ActivateTextVersion } from '../application/activate-text-version';
import type { ApproveTextPublication } from '../application/approve-text-publication';
import type { ArchiveTextVersion } from '../application/archive-text-version';
import type { CreateTextTranslation } from '../application/create-text-translation';
import type { CreateTextVersion } from '../application/create-text-version';
import type { DeleteTextTranslation } from '../application/delete-text-translation';
import type { DeleteTextVersion } from '../application/delete-text-version';
import type { InheritedContent } from '../application/inherited-content';
import { LanguageCatalog } from '../application/language-catalog.port';
import type { LanguageGate } from '../application/language-gate';
import type { PointedVersions } from '../application/pointed-versions';
import { ProjectModels } from '../application/project-models.port';
import type { ReadTextStatus } from '../application/read-text-status';
import type { ReadTextTranslations } from '../application/read-text-translations';
import type { ReadTextVersions } from '../application/read-text-versions';
import { RemovalGuard } from '../application/removal-guard.port';
import type { RejectTextPublication } from '../application/reject-text-publication';
import type { RequestTextPublish } from '../application/request-text-publish';
import type { RestoreTextVersion } from '../application/restore-text-version';
import type { TextActivation } from '../application/text-activation';
import type { TextLookup } from '../application/text-lookup';
import type { TextPointers } from '../application/text-pointers.port';
import type { TextTranslationRepository } from '../application/text-translation-repository.port';
import type { TextVersionRepository } from '../application/text-version-repository.port';
import type { TranslatedTexts } from '../application/translated-texts';
import type { UnpublishTextVersion } from '../application/unpublish-text-version';
import type { UpdateTextTranslation } from '../application/update-text-translation';
import type { UpdateTextVersion } from '../application/update-text-version';
import type { VersionRevision } from '../application/version-revision';

/** The ports that a kind of text binds itself. */
interface KindPorts {
  readonly lookup: ServiceIdentifier<TextLookup>;
  readonly versions: ServiceIdentifier<TextVersionRepository>;
  readonly translations: ServiceIdentifier<TextTranslationRepository>;
  readonly pointers: ServiceIdentifier<TextPointers>;
}

/** The classes that distinguish the use cases of one kind from those of another in the container. */
interface KindClasses {
  readonly revision: typeof VersionRevision;
  readonly pointed: typeof PointedVersions;
  readonly inherited: typeof InheritedContent;
  readonly gate: typeof LanguageGate;
  readonly translated: typeof TranslatedTexts;
  readonly activation: typeof TextActivation;
  readonly read: typeof ReadTextVersions;
  readonly create: typeof CreateTextVersion;
  readonly update: typeof UpdateTextVersion;
  readonly activate: typeof ActivateTextVersion;
  readonly archive: typeof ArchiveTextVersion;
  readonly restore: typeof RestoreTextVersion;
  readonly requestPublish: typeof RequestTextPublish;
  readonly approve: typeof ApproveTextPublication;
  readonly reject: typeof RejectTextPublication;
  readonly unpublish: typeof UnpublishTextVersion;
  readonly delete: typeof DeleteTextVersion;
  readonly readTranslations: typeof ReadTextTranslations;
  readonly readStatus: typeof ReadTextStatus;
  readonly createTranslation: typeof CreateTextTranslation;
  readonly updateTranslation: typeof UpdateTextTranslation;
  readonly deleteTranslation: typeof DeleteTextTranslation;
}

/** Binds the use cases of versions and translations for one kind. */
export function bindTextUseCases(bind: Bind, { lookup, versions, translations, pointers }: KindPorts, of: KindClasses): void {
  bindSingleton(bind, of.revision, of.revision, [lookup, versions, Outbox, UnitOfWork]);
  bindSingleton(bind, of.pointed, of.pointed, [lookup, pointers]);
  bindSingleton(bind, of.inherited, of.inherited, [versions, translations]);
  bindSingleton(bind, of.activation, of.activation, [versions, Outbox, Clock]);
  bindSingleton(bind, of.gate, of.gate, [LanguageCatalog, translations]);
  bindSingleton(bind, of.read, of.read, [lookup, versions, translations, pointers]);
  bindUseCase(bind, of.create, [lookup, of.inherited, ProjectModels, versions, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, of.update, [lookup, of.revision, ProjectModels, of.pointed, Clock]);
  bindUseCase(bind, of.activate, [lookup, of.activation, Outbox, UnitOfWork]);
  bindUseCase(bind, of.archive, [lookup, of.revision, of.pointed, RemovalGuard, Clock]);
  bindUseCase(bind, of.restore, [lookup, of.revision, Clock]);
  bindUseCase(bind, of.requestPublish, [lookup, of.revision, ApprovalPolicy, Clock]);
  bindUseCase(bind, of.approve, [lookup, of.revision, Clock]);
  bindUseCase(bind, of.reject, [lookup, of.revision, Clock]);
  bindUseCase(bind, of.unpublish, [lookup, of.revision, Clock]);
  bindUseCase(bind, of.delete, [lookup, versions, translations, of.pointed, RemovalGuard, Outbox, UnitOfWork]);
  bindSingleton(bind, of.translated, of.translated, [lookup, versions, ApprovalPolicy, Outbox, Clock]);
  bindSingleton(bind, of.readTranslations, of.readTranslations, [lookup, translations]);
  bindSingleton(bind, of.readStatus, of.readStatus, [lookup, translations, LanguageCatalog]);
  bindUseCase(bind, of.createTranslation, [of.translated, translations, Outbox, UnitOfWork, Ids, Clock]);
  bindUseCase(bind, of.updateTranslation, [of.translated, translations, Outbox, UnitOfWork, Clock]);
  bindUseCase(bind, of.deleteTranslation, [of.translated, translations, Outbox, UnitOfWork, Clock]);
}
