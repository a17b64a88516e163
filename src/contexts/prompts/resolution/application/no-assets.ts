import { AssetSource, type FoundAsset, type ListedAsset } from './asset-source.port';

/** Prompts have no assets yet. */
export class NoAssets extends AssetSource {
  find(): Promise<FoundAsset[]> {
    return Promise.resolve([]);
  }

  list(): Promise<ListedAsset[]> {
    return Promise.resolve([]);
  }
}
