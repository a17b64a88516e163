import type { TextKind } from '../../text/domain/text-kind';
import { TRANSLATION_AUDIT } from './translation-audit';
import { VERSION_AUDIT } from './version-audit';

const BODY = { text: 'promptText', changeMessage: 'changeMessage', translations: 'initialTranslations', textRequired: false };

/** The kind of text that prompts have. */
export const PROMPT_TEXT: TextKind = {
  name: 'prompt',
  words: { version: 'Version', translation: 'Translation', content: 'text, language, variables, literals and AI model' },
  codes: { version: 'prompts.version', translation: 'prompts.translation' },
  field: 'promptText',
  body: BODY,
  firstBody: { ...BODY, textRequired: true },
  audit: { version: VERSION_AUDIT, translation: TRANSLATION_AUDIT },
  auditedFields: {
    version: [
      'versionTag',
      'promptText',
      'languageCode',
      'variables',
      'literals',
      'contentHash',
      'aiModelId',
      'changeMessage',
      'status',
      'marketplaceStatus',
    ],
    translation: ['languageCode', 'promptText', 'sourceHash'],
  },
  permissions: {
    read: 'version:read',
    write: 'version:write',
    activate: 'version:activate',
    publish: 'version:publish',
    review: 'marketplace:review',
    readTranslations: 'translation:read',
    writeTranslations: 'translation:write',
  },
  tag: 'semver',
  editable: 'drafts',
  hasContract: true,
  takesOverTranslations: true,
  repeatedListing: 'unchanged',
  shownWith: 'pointers',
  hashed: ({ text, languageCode: language, variables, literals }) => ({ text, language, variables, literals }),
  hashedSource: ({ text, languageCode: language }) => ({ text, language }),
};
