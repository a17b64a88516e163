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

// The use cases of texts for the versions of assets. The container and the traces distinguish them from those of prompts by their classes.

export class AssetVersionRevisions extends VersionRevision {}
export class PointedAssetVersions extends PointedVersions {}
export class InheritedAssetContent extends InheritedContent {}
export class AssetLocaleGate extends LanguageGate {}

export class ReadAssetVersions extends ReadTextVersions {}
export class CreateAssetVersion extends CreateTextVersion {}
export class UpdateAssetVersion extends UpdateTextVersion {}
export class ActivateAssetVersion extends ActivateTextVersion {}
export class ArchiveAssetVersion extends ArchiveTextVersion {}
export class RestoreAssetVersion extends RestoreTextVersion {}
export class PublishAssetVersion extends RequestTextPublish {}
export class ApproveAssetPublication extends ApproveTextPublication {}
export class RejectAssetPublication extends RejectTextPublication {}
export class UnpublishAssetVersion extends UnpublishTextVersion {}
export class DeleteAssetVersion extends DeleteTextVersion {}

export class TranslatedAssetVersions extends TranslatedTexts {}
export class ReadAssetTranslations extends ReadTextTranslations {}
export class ReadAssetTranslationStatus extends ReadTextStatus {}
export class CreateAssetTranslation extends CreateTextTranslation {}
export class UpdateAssetTranslation extends UpdateTextTranslation {}
export class DeleteAssetTranslation extends DeleteTextTranslation {}
