import type { Actor } from '#shared/actor';
import { TextLookup } from '../../text/application/text-lookup';
import type { ProjectRef, TextAddress, TextParent } from '../../text/application/text-parent';
import { PROMPT_TEXT } from '../domain/prompt-text';
import type { LocatedPrompt, PromptLookup } from './prompt-lookup';
import type { VersionRepository } from './version-repository.port';

/** Finds what every route below a version needs: its prompt like {@link PromptLookup}, and the version. */
export class VersionLookup extends TextLookup {
  constructor(
    private readonly prompts: PromptLookup,
    versions: VersionRepository,
  ) {
    super(PROMPT_TEXT, versions);
  }

  async parent(actor: Actor, permission: string, { project, prompt }: TextAddress): Promise<TextParent> {
    return promptParent(await this.prompts.require(actor, permission, project, prompt));
  }

  environmentNames(actor: Actor, project: ProjectRef, ids: readonly string[]): Promise<string[]> {
    return this.prompts.environmentNames(actor, project, ids);
  }
}

/** The prompt as the owner of versions. */
export const promptParent = ({ project, prompt: { state } }: LocatedPrompt): TextParent => ({
  kind: PROMPT_TEXT,
  project,
  tenantId: state.tenantId,
  promptId: state.id,
  promptSlug: state.slug,
  id: state.id,
  assetKey: null,
});
