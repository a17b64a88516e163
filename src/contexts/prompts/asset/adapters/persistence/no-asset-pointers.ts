import { AssetPointers, type AssetPointer } from '../../application/asset-pointers.port';

/** Environments point at versions of prompts only. */
export class NoAssetPointers extends AssetPointers {
  ofAsset(): Promise<readonly AssetPointer[]> {
    return Promise.resolve([]);
  }
}
