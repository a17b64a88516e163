import { AssetPointers } from '../../asset/application/asset-pointers.port';
import type { AssetPointer } from '../domain/asset-pointer';

export abstract class AssetPointerRepository extends AssetPointers {
  /** Throws StaleRevision when the environment got a pointer to that asset in the meantime. */
  abstract add(pointer: AssetPointer): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(pointer: AssetPointer): Promise<void>;
  /** Throws StaleRevision when it was moved in the meantime. */
  abstract remove(pointer: AssetPointer): Promise<void>;
  abstract find(tenantId: string, environmentId: string, assetId: string): Promise<AssetPointer | null>;
  /** By the asset's name. */
  abstract list(tenantId: string, environmentId: string): Promise<AssetPointer[]>;
}
