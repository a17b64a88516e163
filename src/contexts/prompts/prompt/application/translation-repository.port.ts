import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Translation, TranslationState } from '../domain/translation';

/** `language`: in any case. `state`: against the text that the version has now. */
export const TRANSLATION_LIST: ListRules<TranslationState> = {
  sort: { languageCode: 'languageCode', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'languageCode',
  tie: 'id',
  search: ['languageCode', 'promptText'],
  filters: { language: [], state: ['current', 'stale'] },
};

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
  /** `sourceHash`: that of the version's present text, which tells current from stale ones. */
  abstract page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<Translation>>;
  /** As they stood at that time, by language code. */
  abstract asOf(tenantId: string, versionId: string, at: Date): Promise<Translation[]>;
}
