import type { ListRules } from '#shared/list';
import { TextTranslationRepository } from '../../text/application/text-translation-repository.port';
import type { TextTranslationState } from '../../text/domain/text-translation';

/** `language`: in any letter case. `state`: compared with the current text of the version. */
export const TRANSLATION_LIST: ListRules<TextTranslationState> = {
  sort: { languageCode: 'languageCode', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'languageCode',
  tie: 'id',
  search: ['languageCode', 'text'],
  wireNames: { text: 'promptText' },
  filters: { language: [], state: ['current', 'stale'] },
};

/** The translations of prompts' versions. */
export abstract class TranslationRepository extends TextTranslationRepository {}
