import type { RemovalOptions } from '../../prompt/application/prompt-removal-guard.port';
import type { AssetVersion } from '../domain/asset-version';
import type { LocatedAsset } from './asset-lookup';

/** Keeps assets and versions that other texts need. */
export abstract class AssetRemovalGuard {
  /** As {@link PromptRemovalGuard.prompt}, for the version of an asset, or with null for all versions of the asset. */
  abstract asset(located: LocatedAsset, version: AssetVersion | null, options: RemovalOptions): Promise<void>;
}
