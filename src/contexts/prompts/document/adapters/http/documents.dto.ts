import type { PromptType } from '../../../prompt/domain/prompt-type';
import type { VariableType } from '../../../template/domain/variable';

export type DocumentStatus = 'draft' | 'active' | 'archived';

/** A prompt as a document. From an export it uses the content of the prompt, and ignores ids, times and owners. */
export interface DocumentPromptDto {
  /**
   * Required if there is no such prompt yet.
   * @example "Order Mail"
   */
  name?: string | null;
  /** @example "Tells customers that their order is on its way" */
  description?: string | null;
  /**
   * The default for a new prompt is `USER`.
   * @example "USER"
   */
  type?: PromptType | null;
  /** Accepted and ignored: the path names the prompt. */
  id?: unknown;
  /** Accepted and ignored. */
  projectId?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
  /** Accepted and ignored: the caller owns a new prompt. */
  ownerUserId?: unknown;
  /** Accepted and ignored. */
  createdAt?: unknown;
  /** Accepted and ignored. */
  updatedAt?: unknown;
}

export interface DocumentTagDto {
  /** @example "mail" */
  name: string;
  /**
   * The description of a tag that the project does not have yet.
   * @example "About mails"
   */
  description?: string | null;
  /** Accepted and ignored. */
  id?: unknown;
  /** Accepted and ignored. */
  createdAt?: unknown;
  /** Accepted and ignored. */
  updatedAt?: unknown;
}

/** The common members of translations of prompts and of assets. */
interface DocumentTranslationBase {
  /**
   * 2 to 10 characters.
   * @example "fr-FR"
   */
  languageCode: string;
  /** `stale`: its source text is an earlier text than the one in this document. */
  state?: 'current' | 'stale' | null;
  /**
   * For a stale translation the hash of its source text, if it is known.
   * @pattern ^[0-9a-f]{64}$
   */
  sourceHash?: string | null;
  /** Accepted and ignored. */
  id?: unknown;
  /** Accepted and ignored. */
  versionId?: unknown;
  /** Accepted and ignored. */
  createdAt?: unknown;
  /** Accepted and ignored. */
  updatedAt?: unknown;
}

export interface DocumentTranslationDto extends DocumentTranslationBase {
  /** @example "Cher {{variable:who}}" */
  promptText: string;
}

export interface DocumentAssetTranslationDto extends DocumentTranslationBase {
  /** @example "Cordialement, {{variable:seller}}" */
  value: string;
}

/** The common members of versions of prompts and of assets. */
interface DocumentTextBase {
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * Required if there is no such version yet; 2 to 10 characters.
   * @example "en-US"
   */
  languageCode?: string | null;
  /** @example "First draft" */
  changeMessage?: string | null;
  /**
   * The default for a new version is `draft`; an existing one keeps its status.
   * @example "active"
   */
  status?: DocumentStatus | null;
  /** If an archived version has a time here, it was active before, and becomes active again when it is restored. */
  activatedAt?: unknown;
  /** Accepted and ignored. */
  id?: unknown;
  /** Accepted and ignored. */
  contentHash?: unknown;
  /** Accepted and ignored: publication in the marketplace has routes of its own. */
  marketplaceStatus?: unknown;
  /** Accepted and ignored. */
  marketplaceRequestedAt?: unknown;
  /** Accepted and ignored. */
  marketplaceApprovedAt?: unknown;
  /** Accepted and ignored. */
  marketplacePublishedAt?: unknown;
  /** Accepted and ignored. */
  marketplaceRequesterId?: unknown;
  /** Accepted and ignored. */
  marketplaceApproverId?: unknown;
  /** Accepted and ignored. */
  marketplaceRejectionReason?: unknown;
  /** Accepted and ignored. */
  createdAt?: unknown;
  /** Accepted and ignored. */
  updatedAt?: unknown;
}

export interface DocumentVariableDto {
  /** @example "who" */
  name: string;
  /** The default is `string`. */
  type?: VariableType | null;
  /** The default is true, or false if there is a default value. */
  required?: boolean | null;
  /** A value of the variable's type. */
  default?: unknown;
  description?: string | null;
  example?: unknown;
}

export interface DocumentVersionDto extends DocumentTextBase {
  /**
   * Required if there is no such version yet.
   * @example "Dear {{variable:who}}"
   */
  promptText?: string | null;
  /** @maxItems 1000 */
  variables?: DocumentVariableDto[] | null;
  /** False: an activation derived `variables` from the text, and no author declared them. */
  variablesDeclared?: boolean | null;
  /**
   * The exact bodies of placeholders that are literal text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** @maxItems 500 */
  translations?: DocumentTranslationDto[] | null;
  /** Accepted and ignored. */
  promptId?: unknown;
  /** Accepted and ignored: pointers of environments have routes of their own. */
  isActive?: unknown;
  /** Accepted and ignored. */
  activeInEnvironments?: unknown;
  /** Accepted and ignored: models belong to their project. */
  aiModelId?: unknown;
}

export interface DocumentAssetVersionDto extends DocumentTextBase {
  /**
   * Required if there is no such version yet.
   * @example "Yours, {{variable:seller}}"
   */
  value?: string | null;
  /** @maxItems 500 */
  translations?: DocumentAssetTranslationDto[] | null;
  /** Accepted and ignored. */
  assetId?: unknown;
}

export interface DocumentAssetDto {
  /** @example "sign" */
  key: string;
  /**
   * The default for a new asset is the key.
   * @example "Signature"
   */
  name?: string | null;
  /** @example "closings" */
  category?: string | null;
  /** @example true */
  enabled?: boolean | null;
  /**
   * Newest first.
   * @maxItems 500
   */
  versions?: DocumentAssetVersionDto[] | null;
  /** Accepted and ignored. */
  id?: unknown;
  /** Accepted and ignored. */
  promptId?: unknown;
  /** Accepted and ignored. */
  projectId?: unknown;
  /** Accepted and ignored. */
  createdAt?: unknown;
  /** Accepted and ignored. */
  updatedAt?: unknown;
}

/** Absent members keep their value. An ExportDocument, such as a backup, has this form. */
export interface PromptDocumentDto {
  /** @example { "name": "Order Mail", "description": "Tells customers that their order is on its way", "type": "USER" } */
  prompt?: DocumentPromptDto;
  /**
   * Newest first.
   * @maxItems 500
   */
  versions?: DocumentVersionDto[] | null;
  /** @maxItems 500 */
  assets?: DocumentAssetDto[] | null;
  /**
   * All tags of the prompt. Tags that the project does not have are created.
   * @maxItems 500
   */
  tags?: DocumentTagDto[] | null;
  /**
   * The reason for which callers of earlier versions may lose variables, at most 1,000 characters. Without it, a version that removes
   * variables is not activated (409).
   */
  breakingReason?: string | null;
  /** Accepted and ignored. */
  backupMetadata?: unknown;
  /** Accepted and ignored. */
  executionLogs?: unknown;
  /** Accepted and ignored. */
  statistics?: unknown;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}
