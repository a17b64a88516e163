import { ActivateTextVersion } from '../../text/application/activate-text-version';
import { ApproveTextPublication } from '../../text/application/approve-text-publication';
import { ArchiveTextVersion } from '../../text/application/archive-text-version';
import { CreateTextTranslation } from '../../text/application/create-text-translation';
import { CreateTextVersion } from '../../text/application/create-text-version';
import { DeleteTextTranslation } from '../../text/application/delete-text-translation';
import { DeleteTextVersion } from '../../text/application/delete-text-version';
import { InheritedContent } from '../../text/application/inherited-content';
import { LanguageGate } from '../../text/application/language-gate';
import { PointedVersions } from '../../text/application/pointed-versions';
import { ReadTextStatus } from '../../text/application/read-text-status';
import { ReadTextTranslations } from '../../text/application/read-text-translations';
import { ReadTextVersions } from '../../text/application/read-text-versions';
import { RejectTextPublication } from '../../text/application/reject-text-publication';
import { RequestTextPublish } from '../../text/application/request-text-publish';
import { RestoreTextVersion } from '../../text/application/restore-text-version';
import { TranslatedTexts } from '../../text/application/translated-texts';
import { UnpublishTextVersion } from '../../text/application/unpublish-text-version';
import { UpdateTextTranslation } from '../../text/application/update-text-translation';
import { UpdateTextVersion } from '../../text/application/update-text-version';
import { VersionRevision } from '../../text/application/version-revision';

// The use cases of texts over the versions of prompts. The container and the traces tell them from those of assets by their classes.

export class VersionRevisions extends VersionRevision {}
export class PointedPromptVersions extends PointedVersions {}
export class InheritedVersionContent extends InheritedContent {}
export class LocaleGate extends LanguageGate {}

export class ReadVersions extends ReadTextVersions {}
export class CreateVersion extends CreateTextVersion {}
export class UpdateVersion extends UpdateTextVersion {}
export class ActivateVersion extends ActivateTextVersion {}
export class ArchiveVersion extends ArchiveTextVersion {}
export class RestoreVersion extends RestoreTextVersion {}
export class RequestPublish extends RequestTextPublish {}
export class ApprovePublication extends ApproveTextPublication {}
export class RejectPublication extends RejectTextPublication {}
export class UnpublishVersion extends UnpublishTextVersion {}
export class DeleteVersion extends DeleteTextVersion {}

export class TranslatedVersions extends TranslatedTexts {}
export class ReadTranslations extends ReadTextTranslations {}
export class ReadTranslationStatus extends ReadTextStatus {}
export class CreateTranslation extends CreateTextTranslation {}
export class UpdateTranslation extends UpdateTextTranslation {}
export class DeleteTranslation extends DeleteTextTranslation {}
