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

/**
 * Stores translations and their earlier texts: a replaced or removed text stays readable for its time, as long as its version exists.
 * `version`: the version of the translation.
 */
export abstract class TextTranslationRepository {
  /** Throws TextTranslationTaken if the version has a translation in that language, and TextVersionNotFound if the version is gone. */
  abstract add(translation: TextTranslation, version: TextVersion): Promise<void>;
  /** Replaces `before`, which is kept with the moment of `after` as its end. Throws StaleRevision if it is not the stored one. */
  abstract update(after: TextTranslation, before: TextTranslation, version: TextVersion): Promise<void>;
  /** Removes it and keeps its text with `now` as its end. Throws StaleRevision. */
  abstract remove(translation: TextTranslation, now: Date): Promise<void>;
  /** Finds a translation by its exact code. */
  abstract find(tenantId: string, versionId: string, languageCode: string): Promise<TextTranslation | null>;
  /** The translations of all these versions, by language code. Refuses (Invalid) more bytes than one response may have. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[]): Promise<TextTranslation[]>;
  /**
   * The translations of a version that was changed, however long they are: a change is not refused because of the length of its response.
   */
  abstract ofChanged(tenantId: string, versionId: string): Promise<TextTranslation[]>;
  /** All translations of {@link ofVersions}, without their texts. */
  abstract stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]>;
  /**
   * The translations of {@link ofVersions} whose code begins like one of the languages (`fr` for `fr-CA`) in any letter case, without their
   * texts.
   */
  abstract ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]>;
  /** The texts by the ids of the translations. */
  abstract texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** `sourceHash`: the hash of the version, which distinguishes current from stale translations. */
  abstract page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<TextTranslation>>;
  /** The translations as they were at that time, by language code. */
  abstract asOf(tenantId: string, versionId: string, at: Date): Promise<TextTranslation[]>;
  /** The translations as they stood at that time, also those of versions that are gone; reading a text may throw TextNotKept. */
  abstract at(time: Date): TextTranslationReader;
}

/** What a resolve reads of translations: as they are, or as they stood at a time. */
export type TextTranslationReader = Pick<TextTranslationRepository, 'ofVersionsIn' | 'texts'>;
