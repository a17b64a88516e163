import type { TextKind } from '../../text/domain/text-kind';
import { ASSET_TRANSLATION_AUDIT } from './asset-translation-audit';
import { ASSET_VERSION_AUDIT } from './asset-version-audit';

/** A `draft` is not served if there is an active version; an `archived` version is never served. */
export type AssetVersionStatus = 'draft' | 'active' | 'archived';

/** The kind of text that assets have. */
export const ASSET_TEXT: TextKind = {
  name: 'asset',
  words: { version: 'Asset version', translation: 'Asset translation', content: 'value and language' },
  codes: { version: 'prompts.asset_version', translation: 'prompts.asset_translation' },
  field: 'value',
  body: { text: 'value', changeMessage: 'changeMessage', translations: 'translations', textRequired: false },
  firstBody: {
    text: 'initialValue',
    changeMessage: 'initialChangeMessage',
    translations: 'initialTranslations',
    textRequired: true,
  },
  audit: { version: ASSET_VERSION_AUDIT, translation: ASSET_TRANSLATION_AUDIT },
  auditedFields: {
    version: ['versionTag', 'value', 'languageCode', 'contentHash', 'changeMessage', 'status', 'marketplaceStatus'],
    translation: ['languageCode', 'value', 'sourceHash'],
  },
  permissions: {
    read: 'asset:read',
    write: 'asset:write',
    activate: 'asset:activate',
    publish: 'asset:publish',
    review: 'marketplace:review',
    readTranslations: 'asset:read',
    writeTranslations: 'asset:write',
  },
  tag: 'free',
  editable: 'unless pointed at',
  hasContract: false,
  takesOverTranslations: false,
  repeatedListing: 'refused',
  shownWith: 'translations',
  hashed: ({ text: value, languageCode: language }) => ({ value, language }),
  hashedSource: null,
};
