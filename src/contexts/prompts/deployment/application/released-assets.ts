import type { AssetRepository } from '../../asset/application/asset-repository.port';
import type { AssetVersionRepository } from '../../asset/application/asset-version-repository.port';
import type { Asset } from '../../asset/domain/asset';
import type { AssetVersion } from '../../asset/domain/asset-version';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import type { Prompt } from '../../prompt/domain/prompt';

export interface ReleasedAsset {
  readonly prompt: Prompt;
  readonly asset: Asset;
  readonly version: AssetVersion;
}

/** Versions of assets with their assets and prompts, by the versions' ids, within one project. */
export class ReleasedAssets {
  constructor(
    private readonly prompts: PromptRepository,
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
  ) {}

  async of(tenantId: string, projectId: string, versionIds: readonly string[]): Promise<ReleasedAsset[]> {
    const versions = await this.versions.ofIds(tenantId, projectId, versionIds);
    const promptIds = [...new Set(versions.map(({ state }) => state.promptId))];
    const prompts = new Map((await this.prompts.ofIds(tenantId, projectId, promptIds)).map((each) => [each.state.id, each]));
    const assets = new Map((await this.assets.listOfPrompts(tenantId, promptIds)).map((each) => [each.state.id, each]));
    return versions.flatMap((version) => {
      const prompt = prompts.get(version.state.promptId);
      const asset = assets.get(version.state.assetId);
      return prompt && asset ? [{ prompt, asset, version }] : [];
    });
  }
}
