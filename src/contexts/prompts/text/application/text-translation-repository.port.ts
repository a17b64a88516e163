import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { StatedText } from '../domain/language-status';
import type { TextTranslation, TextTranslationState } from '../domain/text-translation';
import type { TextVersion } from '../domain/text-version';
import type { TextWeight } from './text-version-repository.port';

/** A translation without its text. */
export interface TranslationHead extends TextWeight, Pick<TextTranslationState, 'id' | 'versionId' | 'languageCode'> {}

/** The source of a translation, without its text. */
export interface StatedTranslation extends StatedText {
  readonly versionId: string;
}

/** Translations, and what they said before: a text that was replaced or removed stays readable for its time, as long as its version. `version`: the one of the translation. */
export abstract class TextTranslationRepository {
  /** Throws TextTranslationTaken when the version has one of that language, TextVersionNotFound when it went in the meantime. */
  abstract add(translation: TextTranslation, version: TextVersion): Promise<void>;
  /** Replaces `before`, which is kept until the moment of `after`; throws StaleRevision when it is not the stored one. */
  abstract update(after: TextTranslation, before: TextTranslation, version: TextVersion): Promise<void>;
  /** Keeps it until `now`; throws StaleRevision. */
  abstract remove(translation: TextTranslation, now: Date): Promise<void>;
  /** By the exact code. */
  abstract find(tenantId: string, versionId: string, languageCode: string): Promise<TextTranslation | null>;
  /** The translations of all these versions, by language code. Refuses (Invalid) more bytes than one response may have. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[]): Promise<TextTranslation[]>;
  /** The translations of a version that was changed, however long they are: the change is not refused for its response. */
  abstract ofChanged(tenantId: string, versionId: string): Promise<TextTranslation[]>;
  /** All of {@link ofVersions}, without their texts. */
  abstract stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]>;
  /** Those of {@link ofVersions} whose code begins like one of the languages (`fr` for `fr-CA`), in any case; without their texts. */
  abstract ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]>;
  /** The texts, by the translation's id. */
  abstract texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** `sourceHash`: that of the version, which tells current from stale ones. */
  abstract page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<TextTranslation>>;
  /** As they stood at that time, by language code. */
  abstract asOf(tenantId: string, versionId: string, at: Date): Promise<TextTranslation[]>;
}
