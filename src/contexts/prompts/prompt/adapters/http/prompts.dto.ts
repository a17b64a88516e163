import type { CreatedPrompt } from '../../application/create-prompt';
import type { PromptCopy } from '../../../marketplace/domain/prompt-copy';
import type { TagRef } from '../../application/project-tags.port';
import type { DetailedPrompt, ListedPrompt } from '../../application/read-prompts';
import type { Prompt } from '../../domain/prompt';
import type { PromptType } from '../../domain/prompt-type';
import type { NewVariableDto } from './variables.dto';
import { translationDto, versionDto, type CreatedVersionDto, type NewTranslationDto } from './versions.dto';

/** A named text. Its versions have the content. */
export interface PromptDto {
  /**
   * The slug. It is unique in the project and never changes.
   * @example "order-mail"
   */
  id: string;
  /** @example "Order Mail" */
  name: string;
  /** @example "Tells customers that their order is on its way" */
  description: string | null;
  /** @example "USER" */
  type: PromptType;
  /**
   * The slug of the project.
   * @example "shop"
   */
  projectId: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d00" */
  tenantId: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01" */
  ownerUserId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface PromptTagDto {
  id: string;
  /** @example "mail" */
  name: string;
}

export interface PromptDetailTagDto extends PromptTagDto {
  /** @example "About mails" */
  description: string | null;
  /**
   * The slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface PromptVersionTagDto {
  id: string;
  /** @example "1.0.0" */
  versionTag: string;
}

export interface PromptListItemDto extends PromptDto {
  /** Oldest first. */
  tags: PromptTagDto[];
  /** Newest first. */
  versions: PromptVersionTagDto[];
}

export interface ActiveEnvironmentDto {
  id: string;
  /** @example "production" */
  name: string;
}

export interface DetailedVersionDto extends CreatedVersionDto {
  activeInEnvironments: ActiveEnvironmentDto[];
}

/** The published version from which a prompt was copied. */
export interface CopiedFromDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d00" */
  tenantId: string;
  /**
   * The slug of the project.
   * @example "shop"
   */
  projectId: string;
  /**
   * The slug of the prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
  /**
   * The content hash of the version when it was copied.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  copiedAt: Date;
  /** The id of the user. */
  copiedBy: string;
}

export interface PromptDetailDto extends PromptDto {
  /** Null if the prompt is no copy from the marketplace. */
  copiedFrom: CopiedFromDto | null;
  /** Oldest first. */
  tags: PromptDetailTagDto[];
  /** Newest first. */
  versions: DetailedVersionDto[];
}

export interface CreatePromptDto {
  /** @example "Order Mail" */
  name: string;
  /**
   * 1 to 100 characters of `a-z 0-9 _ -` with a letter or digit. The default is the slug of the name.
   * @example "order-mail"
   */
  slug?: string | null;
  /**
   * Whether `slug` may have neither letter nor digit, such as `-`, which earlier releases made of names in other scripts. Imports use it to
   * keep exported slugs. The default is false.
   */
  legacySlug?: boolean | null;
  /** @example "Dear {{variable:who}}" */
  promptText: string;
  /**
   * 2 to 10 characters. The default is `en-US`.
   * @example "en-US"
   */
  languageCode?: string | null;
  /** @example "Tells customers that their order is on its way" */
  description?: string | null;
  /**
   * A type in any letter case, or an object with it as `value`; anything else means `USER`.
   * @example "USER"
   */
  type?: unknown;
  /** Names or ids of tags of the project, at most 100. An empty object counts as an empty list. */
  tags?: unknown;
  /** @maxItems 1000 */
  variables?: NewVariableDto[] | null;
  /**
   * The exact bodies of placeholders that are literal text: they are never replaced and never required.
   * @maxItems 1000
   */
  literals?: string[] | null;
  /**
   * At most 200 languages.
   * @maxItems 500
   */
  initialTranslations?: NewTranslationDto[] | null;
  /** @example "First draft" */
  changeMessage?: string | null;
  /** Whether version 1.0.0 is active from the start. The default is false. */
  activate?: boolean | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

/** At least one field must be given. */
export interface UpdatePromptDto {
  /** @example "Order Mail" */
  name?: string | null;
  /** Null clears it. */
  description?: string | null;
  /** @example "USER" */
  type?: PromptType | null;
  /**
   * The ids of tags of the project, at most 100 different ones. They replace the whole set; an empty list clears it.
   * @maxItems 500
   */
  tagIds?: string[] | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function promptDto({ state }: Prompt, project: string): PromptDto {
  const { slug, name, description, type, tenantId, ownerUserId, createdAt, updatedAt } = state;
  return { id: slug, name, description, type, projectId: project, tenantId, ownerUserId, createdAt, updatedAt };
}

export const listItemDto = ({ prompt, tags, versions }: ListedPrompt, project: string): PromptListItemDto => ({
  ...promptDto(prompt, project),
  tags: tags.map(({ id, name }) => ({ id, name })),
  versions: versions.map(({ id, versionTag }) => ({ id, versionTag })),
});

export function tagDto({ id, name, description, createdAt, updatedAt }: TagRef, project: string): PromptDetailTagDto {
  return { id, name, description, projectId: project, createdAt, updatedAt };
}

export const detailDto = ({ prompt, tags, versions, origin = null }: DetailedPrompt, project: string): PromptDetailDto => ({
  ...promptDto(prompt, project),
  copiedFrom: origin && copiedFromDto(origin),
  tags: tags.map((tag) => tagDto(tag, project)),
  versions: versions.map(({ version, translations, environments }) => ({
    ...versionDto(version, prompt.state.slug, environments.length > 0),
    translations: translations.map((each) => translationDto(each, version)),
    activeInEnvironments: environments.map(({ id, name }) => ({ id, name })),
  })),
});

function copiedFromDto({ tenantId, contentHash, copiedAt, copiedBy, ...source }: PromptCopy): CopiedFromDto {
  const { sourceProject: projectId, sourcePrompt: promptId, sourceVersionTag: versionTag } = source;
  return { tenantId, projectId, promptId, versionTag, contentHash, copiedAt, copiedBy };
}

export const createdDto = ({ prompt, version, translations, tags }: CreatedPrompt, project: string): PromptDetailDto =>
  detailDto({ prompt, tags, versions: [{ version, translations, environments: [] }] }, project);
