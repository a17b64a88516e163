import type { PromptType } from '../../../prompt/domain/prompt-type';
import type { VariableType } from '../../../template/domain/variable';

export type DocumentStatus = 'draft' | 'active' | 'archived';

/** A prompt as a document; of an export it takes what a prompt is made of, and ignores ids, times and owners. */
export interface DocumentPromptDto {
  /**
   * Needed where there is no such prompt yet.
   * @example "Order Mail"
   */
  name?: string | null;
  /** @example "Tells customers that their order is on its way" */
  description?: string | null;
  /**
   * `USER` for a new prompt when not given.
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
   * Of a tag that the project does not have yet.
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

/** What translations of prompts and of assets have in common. */
interface DocumentTranslationBase {
  /**
   * 2 to 10 characters.
   * @example "fr-FR"
   */
  languageCode: string;
  /** `stale`: it was made from an earlier text than the version has here. */
  state?: 'current' | 'stale' | null;
  /**
   * Of a stale one: hash of the text that it was made from, where that is known.
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

/** What versions of prompts and of assets have in common. */
interface DocumentTextBase {
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * Needed where there is no such version yet; 2 to 10 characters.
   * @example "en-US"
   */
  languageCode?: string | null;
  /** @example "First draft" */
  changeMessage?: string | null;
  /**
   * When not given: a new version is a draft, another one stays what it is.
   * @example "active"
   */
  status?: DocumentStatus | null;
  /** A time: an archived version was active before, and will be so again when it is restored. */
  activatedAt?: unknown;
  /** Accepted and ignored. */
  id?: unknown;
  /** Accepted and ignored. */
  contentHash?: unknown;
  /** Accepted and ignored: what a marketplace shows is asked for by itself. */
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
  /** `string` when not given. */
  type?: VariableType | null;
  /** When not given: true, unless there is a default. */
  required?: boolean | null;
  /** A value of the variable's type. */
  default?: unknown;
  description?: string | null;
  example?: unknown;
}

export interface DocumentVersionDto extends DocumentTextBase {
  /**
   * Needed where there is no such version yet.
   * @example "Dear {{variable:who}}"
   */
  promptText?: string | null;
  /** @maxItems 1000 */
  variables?: DocumentVariableDto[] | null;
  /** False: `variables` are those that an activation found in the text, and nobody declared them. */
  variablesDeclared?: boolean | null;
  /**
   * Exact placeholder bodies that are text.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /** @maxItems 500 */
  translations?: DocumentTranslationDto[] | null;
  /** Accepted and ignored. */
  promptId?: unknown;
  /** Accepted and ignored: an environment points at a version by itself. */
  isActive?: unknown;
  /** Accepted and ignored. */
  activeInEnvironments?: unknown;
  /** Accepted and ignored: models belong to their project. */
  aiModelId?: unknown;
}

export interface DocumentAssetVersionDto extends DocumentTextBase {
  /**
   * Needed where there is no such version yet.
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
   * The key when not given, for a new asset.
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

/** What is not given stays as it is. An ExportDocument, such as a backup, is one. */
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
   * All tags of the prompt; those that the project does not have are created.
   * @maxItems 500
   */
  tags?: DocumentTagDto[] | null;
  /**
   * Why callers of the versions before may lose variables, at most 1,000 characters; without it a version that takes some away is
   * not activated (409).
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
