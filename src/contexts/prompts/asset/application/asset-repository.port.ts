import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Asset, AssetState } from '../domain/asset';

export const ASSET_LIST: ListRules<AssetState> = {
  sort: { key: 'key', name: 'name', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'key',
  tie: 'id',
  search: ['key', 'name'],
  filters: { category: [], enabled: ['true', 'false'] },
};

/** What finds an asset. */
export type AssetKey = Pick<AssetState, 'id' | 'promptId' | 'key' | 'enabled'>;

export abstract class AssetRepository {
  /** Throws AssetTaken when the prompt has one of that key, PromptNotFound when the prompt is gone. */
  abstract add(asset: Asset): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(asset: Asset): Promise<void>;
  /** With versions and translations, which it counts; throws StaleRevision, and AssetInUse when an environment points at one of them. */
  abstract remove(asset: Asset): Promise<Counts>;
  abstract findByKey(tenantId: string, promptId: string, key: string): Promise<Asset | null>;
  abstract page(tenantId: string, promptId: string, query: ListQuery): Promise<Page<Asset>>;
  /** By key. */
  abstract listOfPrompt(tenantId: string, promptId: string): Promise<Asset[]>;
  /** Those of these prompts that have one of these keys: a superset where different keys of different prompts are wanted. */
  abstract withKeys(tenantId: string, promptIds: readonly string[], keys: readonly string[]): Promise<AssetKey[]>;
  /** Of all these prompts, by key. */
  abstract listOfPrompts(tenantId: string, promptIds: readonly string[]): Promise<Asset[]>;
}
