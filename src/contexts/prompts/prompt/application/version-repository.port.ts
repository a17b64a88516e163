import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { StatedText } from '../domain/locale-status';
import type { TranslationState } from '../domain/translation';
import type { Version, VersionState } from '../domain/version';

export interface VersionTag {
  readonly id: string;
  readonly promptId: string;
  readonly versionTag: string;
}

/** How much texts are, without reading them. */
export interface TextWeight {
  readonly bytes: number;
  /** At least how many they have. */
  readonly placeholders: number;
}

/** A translation without its text. */
export interface TranslationHead extends Pick<TranslationState, 'id' | 'versionId' | 'languageCode'>, TextWeight {}

/** The source of a translation, without its text. */
export interface StatedTranslation extends StatedText {
  readonly versionId: string;
}

/** `language`: of the version or one of its translations. */
export const VERSION_LIST: ListRules<VersionState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: '-createdAt',
  tie: 'id',
  search: ['versionTag', 'changeMessage'],
  filters: { status: ['draft', 'active', 'archived'], language: [] },
};

/** Versions of prompts, with their translations. "Newest" is by creation, ties by id. */
export abstract class VersionRepository {
  /** With the translations it was created with. Throws VersionTaken when the prompt has one of that tag, VersionTagUsed when it had one with another content that was active. */
  abstract add(version: Version): Promise<void>;
  /** Replaces `before`; throws StaleRevision when that is not the stored one, VersionTagUsed as {@link add}. */
  abstract update(before: Version, after: Version): Promise<void>;
  /** With its translations, which it counts; throws StaleRevision, and VersionInUse when an environment points at it. */
  abstract remove(version: Version): Promise<Counts>;
  /** Keeps others from changing the version until the transaction ends; throws StaleRevision when it was changed already. */
  abstract lock(version: Version): Promise<void>;
  /** Like {@link lock}, but accepts any revision and returns the current state. Throws VersionNotFound if it is gone. */
  abstract hold(version: Version): Promise<Version>;
  abstract findByTag(tenantId: string, promptId: string, versionTag: string): Promise<Version | null>;
  abstract findById(tenantId: string, promptId: string, id: string): Promise<Version | null>;
  /** Those of the project that have one of the ids. */
  abstract ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<Version[]>;
  /** Language of the oldest version. */
  abstract firstLanguage(tenantId: string, promptId: string): Promise<string | null>;
  abstract newest(tenantId: string, promptId: string): Promise<Version | null>;
  /** The newest active version, else the newest that is not archived. */
  abstract newestServed(tenantId: string, promptId: string): Promise<Version | null>;
  /** As {@link newestServed}, for many prompts; only the ids, in no order. */
  abstract newestServedOf(tenantId: string, promptIds: readonly string[]): Promise<string[]>;
  /** Those that exist, in no order and without their texts. */
  abstract tagged(tenantId: string, wanted: readonly Pick<VersionTag, 'promptId' | 'versionTag'>[]): Promise<VersionTag[]>;
  /** Of these versions' own texts, together. */
  abstract weightOf(tenantId: string, ids: readonly string[]): Promise<TextWeight>;
  /** Those that exist, in no order. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<Version[]>;
  /** Invalid where all versions with their translations are longer than one answer may be; reads no text. */
  abstract requireShort(tenantId: string, promptId: string): Promise<void>;
  /** Newest first, however long: what is answered is judged by requireShort before, exports have a limit of their own. */
  abstract list(tenantId: string, promptId: string): Promise<Version[]>;
  /** Tags of those of these prompts that are active, in no order. */
  abstract activeTags(tenantId: string, promptIds: readonly string[]): Promise<Pick<VersionTag, 'promptId' | 'versionTag'>[]>;
  abstract page(tenantId: string, promptId: string, query: ListQuery): Promise<Page<Version>>;
  /** The tags of a project's prompts, all or those of the given ids, newest first, without the texts. */
  abstract tagsOf(tenantId: string, projectId: string, promptIds: readonly string[] | null): Promise<VersionTag[]>;
  /** The translations of all these versions, by language code. Refuses (Invalid) more bytes than one response may have. */
  abstract translations(tenantId: string, versionIds: readonly string[]): Promise<TranslationState[]>;
  /** All of {@link translations}, without their texts. */
  abstract statedTranslations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]>;
  /** Those of {@link translations} whose code begins like one of the languages (`fr` for `fr-CA`), in any case; without their texts. */
  abstract translationsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]>;
  /** By the translation's id. */
  abstract translationTexts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
}
