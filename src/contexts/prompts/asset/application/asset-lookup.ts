import type { Actor } from '#shared/actor';
import type { LocatedPrompt, PromptLookup } from '../../prompt/application/prompt-lookup';
import { promptParent } from '../../prompt/application/version-lookup';
import { TextLookup } from '../../text/application/text-lookup';
import type { ProjectRef, TextAddress, TextParent } from '../../text/application/text-parent';
import { AssetNotFound, type Asset } from '../domain/asset';
import { ASSET_TEXT } from '../domain/asset-text';
import type { AssetRepository } from './asset-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

/** The names in a path that identify an asset. */
export interface AssetAddress extends TextAddress {
  readonly assetKey: string;
}

export interface LocatedAsset extends LocatedPrompt {
  readonly asset: Asset;
}

/** Finds what every route below an asset needs: the project with its permission, the prompt, the asset, and its version. */
export class AssetLookup extends TextLookup {
  constructor(
    private readonly prompts: PromptLookup,
    private readonly assets: AssetRepository,
    versions: AssetVersionRepository,
  ) {
    super(ASSET_TEXT, versions);
  }

  async asset(actor: Actor, permission: string, { project, prompt, assetKey = '' }: TextAddress): Promise<LocatedAsset> {
    const located = await this.prompts.require(actor, permission, project, prompt);
    const asset = await this.assets.findByKey(actor.tenantId, located.prompt.state.id, assetKey);
    if (!asset) throw new AssetNotFound(assetKey);
    return { ...located, asset };
  }

  async parent(actor: Actor, permission: string, address: TextAddress): Promise<TextParent> {
    return assetParent(await this.asset(actor, permission, address));
  }

  environmentNames(actor: Actor, project: ProjectRef, ids: readonly string[]): Promise<string[]> {
    return this.prompts.environmentNames(actor, project, ids);
  }
}

/** The asset as the owner of versions. */
export const assetParent = ({ asset: { state }, ...located }: LocatedAsset): TextParent => ({
  ...promptParent(located),
  kind: ASSET_TEXT,
  id: state.id,
  assetKey: state.key,
});
