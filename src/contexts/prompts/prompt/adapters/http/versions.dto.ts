import { Validation } from '#shared/validation';
import { Listing, type ListingState, type MarketplaceStatus } from '../../../marketplace/domain/listing';
import { contractOf } from '../../../template/domain/variable-contract';
import type { VariableDeclaration } from '../../../template/domain/variable';
import type { EffectiveVariableDto, NewVariableDto, VariableDto } from './variables.dto';
import { type TextState, textState } from '../../../text/domain/language-status';
import type { NewTextTranslation, TextTranslation } from '../../../text/domain/text-translation';
import type { VersionStatus, TextVersion } from '../../../text/domain/text-version';

/** A version's text in another language. */
export interface TranslationDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22" */
  id: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  versionId: string;
  /** @example "fr-FR" */
  languageCode: string;
  /** @example "Cher {{variable:who}}" */
  promptText: string;
  /**
   * SHA-256 (hex) of the canonical JSON of its source text and language, when it was translated or confirmed.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  sourceHash: string;
  /**
   * `stale`: the version's text has changed since.
   * @example "current"
   */
  state: TextState;
  createdAt: Date;
  updatedAt: Date;
}

export interface NewTranslationDto {
  /**
   * 2 to 10 characters. Each language occurs once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cher {{variable:who}}" */
  promptText: string;
}

/** One state of a prompt's text. */
export interface VersionDto extends ListingState {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "Dear {{variable:who}}" */
  promptText: string;
  /** @example "en-US" */
  languageCode: string;
  variables: VariableDto[];
  /** Whether the author declared any of `variables`; false if an activation derived all of them from the text. */
  variablesDeclared: boolean;
  /** The declared variables, and those that the text uses without a declaration. */
  effectiveVariables: EffectiveVariableDto[];
  /**
   * The bodies of the `{{…}}` that are literal text: they are never replaced and never required.
   * @example ["name of the guest"]
   */
  literals: string[];
  /**
   * SHA-256 (hex) of the canonical JSON of text, language, variables and literals.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  /** @example "First draft" */
  changeMessage: string | null;
  /** @example "draft" */
  status: VersionStatus;
  /** Whether at least one environment points at it. */
  isActive: boolean;
  activatedAt: Date | null;
  /** The AI model that it is written for; null again if the model is deleted. */
  aiModelId: string | null;
  /** @example "NOT_PUBLISHED" */
  marketplaceStatus: MarketplaceStatus;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreatedVersionDto extends VersionDto {
  translations: TranslationDto[];
}

export interface CreateVersionDto {
  /** @example "Dear {{variable:who}}" */
  promptText: string;
  /**
   * `MAJOR.MINOR.PATCH` with optional pre-release and build parts. The tag is unique in the prompt.
   * @example "1.1.0"
   */
  versionTag: string;
  /**
   * 2 to 10 characters.
   * @example "en-US"
   */
  languageCode: string;
  /**
   * The default is the declarations of the previous version, which is the highest active one of lower precedence. An empty list declares
   * none, and counts as removing the earlier declarations.
   * @maxItems 1000
   */
  variables?: NewVariableDto[] | null;
  /**
   * The exact bodies of placeholders that are literal text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** The id of an AI model of the project. */
  aiModelId?: string | null;
  /** @example "Warmer greeting" */
  changeMessage?: string | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  initialTranslations?: NewTranslationDto[] | null;
  /**
   * The tag of a version (or `latest`) whose translations the new version takes over, in addition to the given ones. They are stale if the
   * text differs.
   * @example "1.0.0"
   */
  translationsFrom?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateVersionDto {
  /** @example "Dear {{variable:who}}" */
  promptText?: string | null;
  /** @example "en-US" */
  languageCode?: string | null;
  /** @maxItems 1000 */
  variables?: NewVariableDto[] | null;
  /**
   * The exact bodies of placeholders that are literal text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** The id of an AI model of the project; null clears it. */
  aiModelId?: string | null;
  /** Null clears it. Unlike the other fields it can change in every status. */
  changeMessage?: string | null;
  /** Accepted and ignored. */
  versionTag?: unknown;
  /** Accepted and ignored. */
  initialTranslations?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ActivateVersionDto {
  /** Whether variables of the previous version may be removed, change their type or become required without a new major. */
  allowBreaking?: boolean | null;
  /**
   * The reason. It is required with `allowBreaking`, has at most 1,000 characters, and is recorded in the audit log.
   * @example "Nobody sends it any more"
   */
  reason?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

/** The reason for breaking callers; null if that is not allowed. Throws Invalid if it is allowed without a reason. */
export function breakingReasonOf({ allowBreaking, reason }: ActivateVersionDto): string | null {
  if (allowBreaking !== true) return null;
  const validation = new Validation('prompts.version_invalid');
  const given = validation.lines('/reason', reason ?? '', { max: 1000 });
  validation.done();
  return given;
}

export function versionDto({ state }: TextVersion, prompt: string, isActive: boolean): VersionDto {
  const {
    id,
    versionTag,
    text: promptText,
    languageCode,
    variables,
    variablesDeclared,
    literals,
    contentHash,
    changeMessage,
    status,
    activatedAt,
    aiModelId,
    createdAt,
    updatedAt,
  } = state;
  const content = {
    versionTag,
    promptText,
    languageCode,
    variables: variables.map(variableDto),
    variablesDeclared,
    effectiveVariables: contractOf(state).map((each, index) => ({ ...variableDto(each), declared: index < variables.length })),
    literals: [...literals],
    contentHash,
    changeMessage,
  };
  const standing = { status, isActive, activatedAt, aiModelId, ...Listing.of(state).state };
  return { id, promptId: prompt, ...content, ...standing, createdAt, updatedAt };
}

const variableDto = (each: VariableDeclaration): VariableDto => ({ ...each });

export function translationDto(translation: TextTranslation, version: TextVersion): TranslationDto {
  const { id, versionId, languageCode, text: promptText, sourceHash, createdAt, updatedAt } = translation.state;
  return { id, versionId, languageCode, promptText, sourceHash, state: textState(translation, version), createdAt, updatedAt };
}

export const newTranslations = (given: readonly NewTranslationDto[] | null | undefined): NewTextTranslation[] =>
  (given ?? []).map(({ languageCode, promptText: text }) => ({ languageCode, text }));
