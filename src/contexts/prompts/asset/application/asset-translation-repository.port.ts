import type { ListRules } from '#shared/list';
import { TextTranslationRepository } from '../../text/application/text-translation-repository.port';
import type { TextTranslationState } from '../../text/domain/text-translation';

/** `state`: compared with the current text of the version. */
export const ASSET_TRANSLATION_LIST: ListRules<TextTranslationState> = {
  sort: { languageCode: 'languageCode', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'languageCode',
  tie: 'id',
  search: ['languageCode', 'text'],
  wireNames: { text: 'value' },
  filters: { state: ['current', 'stale'] },
};

/** The translations of assets' versions. */
export abstract class AssetTranslationRepository extends TextTranslationRepository {}
