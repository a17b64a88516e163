/** That an environment has this version of an asset. */
export interface AssetPointer {
  readonly environmentId: string;
  readonly assetVersionId: string;
}

/** Which versions of assets environments point at. */
export abstract class AssetPointers {
  abstract ofAsset(tenantId: string, assetId: string): Promise<readonly AssetPointer[]>;
}
