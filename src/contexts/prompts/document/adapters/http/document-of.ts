import { UNKNOWN_SOURCE, type DocumentText, type DocumentTranslation, type PromptDocument } from '../../domain/prompt-document';
import type {
  DocumentAssetTranslationDto,
  DocumentAssetVersionDto,
  DocumentTranslationDto,
  DocumentVersionDto,
  PromptDocumentDto,
} from './documents.dto';

/** The body in the order in which the parts are applied: oldest versions first. */
export const documentOf = ({ prompt, versions, assets, tags }: PromptDocumentDto): PromptDocument => ({
  name: prompt?.name ?? null,
  description: prompt?.description,
  type: prompt?.type ?? null,
  tags: tags?.map(({ name, description }) => ({ name, description: description ?? null })) ?? null,
  versions: (versions ?? [])
    .map((each, index) => ({
      ...textOf(each, `/versions/${index}`, each.promptText),
      variables: each.variablesDeclared === false ? [] : (each.variables ?? null),
      literals: each.literals ?? null,
    }))
    .toReversed(),
  assets: (assets ?? []).map(({ key, name, category, enabled, versions: ofAsset }, index) => ({
    pointer: `/assets/${index}`,
    key,
    name: name ?? null,
    category,
    enabled: enabled ?? null,
    versions: (ofAsset ?? []).map((each, at) => textOf(each, `/assets/${index}/versions/${at}`, each.value)).toReversed(),
  })),
});

const textOf = (
  { versionTag, languageCode, changeMessage, status, activatedAt, translations }: DocumentVersionDto | DocumentAssetVersionDto,
  pointer: string,
  text: string | null | undefined,
): DocumentText => ({
  pointer,
  versionTag,
  text: text ?? null,
  languageCode: languageCode ?? null,
  changeMessage,
  status: status ?? null,
  activated: status === 'active' || (activatedAt !== undefined && activatedAt !== null),
  translations: (translations ?? []).map(translationOf),
});

const translationOf = (translation: DocumentTranslationDto | DocumentAssetTranslationDto): DocumentTranslation => ({
  languageCode: translation.languageCode,
  text: 'promptText' in translation ? translation.promptText : translation.value,
  sourceHash: translation.state === 'stale' ? (translation.sourceHash ?? UNKNOWN_SOURCE) : null,
});
