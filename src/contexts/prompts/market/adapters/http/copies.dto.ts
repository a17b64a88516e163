import type { CopiedPrompt } from '../../application/copy-published-prompt';
import { FIRST_TAG } from '../../application/copied-document';

export interface CopySourceDto {
  /**
   * The slug of the project of the published version.
   * @example "shop"
   */
  projectId: string;
  /**
   * The slug of its prompt.
   * @example "order-mail"
   */
  promptId: string;
  /** @example "1.0.0" */
  versionTag: string;
}

export interface CopyPromptDto {
  source: CopySourceDto;
  /**
   * 1 to 100 characters of `a-z 0-9 _ -` with a letter or digit. The default is the slug of `name` if that is given, otherwise the slug of
   * the source.
   * @example "our-order-mail"
   */
  slug?: string | null;
  /**
   * The default is the name of the source.
   * @example "Our Order Mail"
   */
  name?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface CopyOriginDto extends CopySourceDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d00" */
  tenantId: string;
  /**
   * The content hash of the source's version when it was copied.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  contentHash: string;
  copiedAt: Date;
  /** The id of the user. */
  copiedBy: string;
}

export interface CopiedPromptDto {
  /**
   * The slug of the copy.
   * @example "our-order-mail"
   */
  id: string;
  /** @example "Our Order Mail" */
  name: string;
  /**
   * The slug of its project.
   * @example "support"
   */
  projectId: string;
  /**
   * The tag of its version.
   * @example "1.0.0"
   */
  versionTag: string;
  copiedFrom: CopyOriginDto;
}

export function copiedPromptDto({ prompt, copy }: CopiedPrompt, projectId: string): CopiedPromptDto {
  const { tenantId, sourceProject, sourcePrompt, sourceVersionTag: versionTag, contentHash, copiedAt, copiedBy } = copy;
  return {
    id: prompt.state.slug,
    name: prompt.state.name,
    projectId,
    versionTag: FIRST_TAG,
    copiedFrom: { projectId: sourceProject, promptId: sourcePrompt, versionTag, tenantId, contentHash, copiedAt, copiedBy },
  };
}
