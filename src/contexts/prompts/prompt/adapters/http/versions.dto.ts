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
   * SHA-256 (hex) over the canonical JSON of the text and language that it was made from or confirmed against.
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
   * 2 to 10 characters; each language once.
   * @example "fr-FR"
   */
  languageCode: string;
  /** @example "Cher {{variable:who}}" */
  promptText: string;
}

/** A state of a prompt's text. */
export interface VersionDto extends ListingState {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  id: string;
  /**
   * Slug of the prompt.
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
  /** Whether the author declared any of `variables`; false when all came from the text at the activation. */
  variablesDeclared: boolean;
  /** The declared variables, and those of the text that are not declared. */
  effectiveVariables: EffectiveVariableDto[];
  /**
   * Bodies of `{{…}}` that are text: never replaced, never required.
   * @example ["name of the guest"]
   */
  literals: string[];
  /**
   * SHA-256 (hex) over the canonical JSON of text, language, variables and literals.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  /** @example "First draft" */
  changeMessage: string | null;
  /** @example "draft" */
  status: VersionStatus;
  /** True when at least one environment points at it. */
  isActive: boolean;
  activatedAt: Date | null;
  /** The AI model it is meant for; null again when that is deleted. */
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
   * `MAJOR.MINOR.PATCH` with optional pre-release and build parts; unique in the prompt.
   * @example "1.1.0"
   */
  versionTag: string;
  /**
   * 2 to 10 characters.
   * @example "en-US"
   */
  languageCode: string;
  /**
   * When not given: those that the version before declares, which is the highest active one of lower precedence. An empty list
   * declares none, and counts as removing what was declared before.
   * @maxItems 1000
   */
  variables?: NewVariableDto[] | null;
  /**
   * Exact placeholder bodies that are text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** Id of an AI model of the project. */
  aiModelId?: string | null;
  /** @example "Warmer greeting" */
  changeMessage?: string | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  initialTranslations?: NewTranslationDto[] | null;
  /**
   * Tag of a version (or `latest`) whose translations are taken over, beside those given here; where its text differs they are stale.
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
   * Exact placeholder bodies that are text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** Id of an AI model of the project; null clears it. */
  aiModelId?: string | null;
  /** Null clears it. Changes in every status, unlike the rest. */
  changeMessage?: string | null;
  /** Accepted and ignored. */
  versionTag?: unknown;
  /** Accepted and ignored. */
  initialTranslations?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface ActivateVersionDto {
  /** Whether variables of the version before may go, change their type or become required without a new major. */
  allowBreaking?: boolean | null;
  /**
   * Why; required with `allowBreaking`, at most 1,000 characters, kept in the audit log.
   * @example "Nobody sends it any more"
   */
  reason?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

/** The reason for breaking callers; null when that is not allowed. Throws Invalid when it is allowed without one. */
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
