import { assetParent } from '../../asset/application/asset-lookup';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import { promptParent } from '../../prompt/application/version-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { LocatedVersion, ProjectRef, TextParent } from '../../text/application/text-parent';
import type { TextVersionRepository } from '../../text/application/text-version-repository.port';
import type { TextVersion } from '../../text/domain/text-version';

/** Versions within one project, with their prompts or assets. */
export abstract class ReleasedTexts {
  constructor(private readonly texts: TextVersionRepository) {}

  /** The versions by id, without those that are gone, in a fixed number of statements. */
  async of(tenantId: string, project: ProjectRef, versionIds: readonly string[]): Promise<LocatedVersion[]> {
    const versions = await this.texts.ofIds(tenantId, project.id, versionIds);
    const promptIds = [...new Set(versions.map(({ state }) => state.promptId))];
    const parents = new Map((await this.parents(tenantId, project, promptIds)).map((each) => [each.id, each]));
    return versions.flatMap((version: TextVersion) => {
      const parent = parents.get(version.state.parentId);
      return parent ? [{ parent, version }] : [];
    });
  }

  /** The dependents of these prompts or of their assets. */
  protected abstract parents(tenantId: string, project: ProjectRef, promptIds: readonly string[]): Promise<TextParent[]>;
}

export class ReleasedPrompts extends ReleasedTexts {
  constructor(
    private readonly prompts: PromptRepository,
    versions: VersionRepository,
  ) {
    super(versions);
  }

  protected async parents(tenantId: string, project: ProjectRef, promptIds: readonly string[]): Promise<TextParent[]> {
    return (await this.prompts.ofIds(tenantId, project.id, promptIds)).map((prompt) => promptParent({ project, prompt }));
  }
}

export class ReleasedAssets extends ReleasedTexts {
  constructor(
    private readonly prompts: PromptRepository,
    private readonly assets: AssetRepository,
    versions: AssetVersionRepository,
  ) {
    super(versions);
  }

  protected async parents(tenantId: string, project: ProjectRef, promptIds: readonly string[]): Promise<TextParent[]> {
    const prompts = new Map((await this.prompts.ofIds(tenantId, project.id, promptIds)).map((each) => [each.state.id, each]));
    return (await this.assets.listOfPrompts(tenantId, promptIds)).flatMap((asset) => {
      const prompt = prompts.get(asset.state.promptId);
      return prompt ? [assetParent({ project, prompt, asset })] : [];
    });
  }
}
