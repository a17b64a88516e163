import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';
import type { Version } from '../../prompt/domain/version';

export interface ReleasedPrompt {
  readonly prompt: Prompt;
  readonly version: Version;
}

/** Versions with their prompts, by the versions' ids, within one project. */
export class ReleasedPrompts {
  constructor(
    private readonly prompts: PromptRepository,
    private readonly versions: VersionRepository,
  ) {}

  async of(tenantId: string, projectId: string, versionIds: readonly string[]): Promise<ReleasedPrompt[]> {
    const versions = await this.versions.ofIds(tenantId, projectId, versionIds);
    const promptIds = [...new Set(versions.map(({ state }) => state.promptId))];
    const prompts = new Map((await this.prompts.ofIds(tenantId, projectId, promptIds)).map((each) => [each.state.id, each]));
    return versions.flatMap((version) => {
      const prompt = prompts.get(version.state.promptId);
      return prompt ? [{ prompt, version }] : [];
    });
  }
}
