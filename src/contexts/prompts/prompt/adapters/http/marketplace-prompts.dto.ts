import type { PublishedPrompt } from '../../application/read-published-prompts';
import { promptDto, tagDto, type PromptDetailTagDto, type PromptDto } from './prompts.dto';
import { versionDto, type VersionDto } from './versions.dto';

export interface MarketplaceProjectDto {
  /**
   * The slug of the project.
   * @example "shop"
   */
  id: string;
  /** @example "Shop" */
  name: string;
}

export interface MarketplacePromptDto extends PromptDto {
  /** Oldest first. */
  tags: PromptDetailTagDto[];
  project: MarketplaceProjectDto;
}

/** A published version, with its prompt. */
export interface MarketplaceVersionDto extends VersionDto {
  prompt: MarketplacePromptDto;
  /**
   * The number of prompts that were copied from this version and still exist.
   * @example 2
   */
  copies: number;
}

export function marketplaceVersionDto({ version, isActive, copies, prompt, project, tags }: PublishedPrompt): MarketplaceVersionDto {
  return {
    ...versionDto(version, prompt.state.slug, isActive),
    prompt: {
      ...promptDto(prompt, project.slug),
      tags: tags.map((tag) => tagDto(tag, project.slug)),
      project: { id: project.slug, name: project.name },
    },
    copies,
  };
}
