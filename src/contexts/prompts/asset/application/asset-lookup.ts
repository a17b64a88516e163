import type { Actor } from '#shared/actor';
import type { ProjectRef } from '../../prompt/application/project-catalog.port';
import type { LocatedPrompt, PromptLookup } from '../../prompt/application/prompt-lookup';
import { isLatest } from '../../prompt/application/read-versions';
import { AssetNotFound, type Asset } from '../domain/asset';
import type { AssetVersion } from '../domain/asset-version';
import { AssetVersionNotFound } from '../domain/asset-version-errors';
import type { AssetRepository } from './asset-repository.port';
import type { AssetVersionRepository } from './asset-version-repository.port';

/** How a path names an asset. */
export interface AssetAddress {
  readonly project: string;
  readonly prompt: string;
  readonly assetKey: string;
}

export interface AssetVersionAddress extends AssetAddress {
  readonly versionTag: string;
}

export interface LocatedAsset extends LocatedPrompt {
  readonly asset: Asset;
}

export interface LocatedAssetVersion extends LocatedAsset {
  readonly version: AssetVersion;
}

/** The first look-up of every route below an asset: project and permission, prompt, asset, and its version. */
export class AssetLookup {
  constructor(
    private readonly prompts: PromptLookup,
    private readonly assets: AssetRepository,
    private readonly versions: AssetVersionRepository,
  ) {}

  async asset(actor: Actor, permission: string, { project, prompt, assetKey }: AssetAddress): Promise<LocatedAsset> {
    const located = await this.prompts.require(actor, permission, project, prompt);
    const asset = await this.assets.findByKey(actor.tenantId, located.prompt.state.id, assetKey);
    if (!asset) throw new AssetNotFound(assetKey);
    return { ...located, asset };
  }

  environmentNames(actor: Actor, project: ProjectRef, ids: readonly string[]): Promise<string[]> {
    return this.prompts.environmentNames(actor, project, ids);
  }

  /** The version of exactly that tag. */
  async version(actor: Actor, permission: string, address: AssetVersionAddress): Promise<LocatedAssetVersion> {
    const located = await this.asset(actor, permission, address);
    const version = await this.versions.findByTag(actor.tenantId, located.asset.state.id, address.versionTag);
    if (!version) throw new AssetVersionNotFound(address.versionTag);
    return { ...located, version };
  }

  /** The version of that tag, or for `latest` the newest one. */
  async versionOrLatest(actor: Actor, permission: string, address: AssetVersionAddress): Promise<LocatedAssetVersion> {
    if (!isLatest(address.versionTag)) return this.version(actor, permission, address);
    const located = await this.asset(actor, permission, address);
    const version = await this.versions.newest(actor.tenantId, located.asset.state.id);
    if (!version) throw new AssetVersionNotFound(address.versionTag);
    return { ...located, version };
  }
}
