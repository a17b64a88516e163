import type { Translation } from '../domain/translation';

/** Translations, and what they said before: a text that was replaced or removed stays readable for its time. */
export abstract class TranslationRepository {
  /** Throws TranslationTaken when the version has one of that language, VersionNotFound when it went in the meantime. */
  abstract add(translation: Translation): Promise<void>;
  /** Replaces `before`, which is kept until the moment of `after`; throws StaleRevision when it is not the stored one. */
  abstract update(after: Translation, before: Translation): Promise<void>;
  /** Keeps it until `now`; throws StaleRevision. */
  abstract remove(translation: Translation, now: Date): Promise<void>;
  /** By the exact code. */
  abstract find(tenantId: string, versionId: string, languageCode: string): Promise<Translation | null>;
  /** By language code. */
  abstract list(tenantId: string, versionId: string): Promise<Translation[]>;
  /** As they stood at that time, by language code. */
  abstract asOf(tenantId: string, versionId: string, at: Date): Promise<Translation[]>;
}
