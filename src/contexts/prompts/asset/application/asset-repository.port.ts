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

/** Identifies an asset. */
export type AssetKey = Pick<AssetState, 'id' | 'promptId' | 'key' | 'enabled'>;

/** What a resolve reads of assets. */
export type AssetReader = Pick<AssetRepository, 'withKeys'>;

export abstract class AssetRepository {
  /** Throws AssetTaken if the prompt has an asset with that key, and PromptNotFound if the prompt is gone. */
  abstract add(asset: Asset): Promise<void>;
  /** Replaces the previous revision. Throws StaleRevision if that is not the stored one. */
  abstract update(asset: Asset): Promise<void>;
  /**
   * Removes it with its versions and translations, and returns their numbers. Throws StaleRevision, and AssetInUse if an environment points
   * at one of them.
   */
  abstract remove(asset: Asset): Promise<Counts>;
  abstract findByKey(tenantId: string, promptId: string, key: string): Promise<Asset | null>;
  /** Those of any prompt, in no order. Refuses (Invalid) more bytes than one response may have. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<Asset[]>;
  /** Keys by id, of those whose key or name contains the text in any case; null: of all. */
  abstract names(tenantId: string, ids: readonly string[], search: string | null): Promise<ReadonlyMap<string, string>>;
  abstract page(tenantId: string, promptId: string, query: ListQuery): Promise<Page<Asset>>;
  /** Sorted by key. */
  abstract listOfPrompt(tenantId: string, promptId: string): Promise<Asset[]>;
  /**
   * The assets of these prompts that have one of these keys. The result may contain more than was asked for if different prompts have
   * different keys.
   */
  abstract withKeys(tenantId: string, promptIds: readonly string[], keys: readonly string[]): Promise<AssetKey[]>;
  /** The assets of all these prompts, by key. */
  abstract listOfPrompts(tenantId: string, promptIds: readonly string[]): Promise<Asset[]>;
  /** The assets as they stood at that time. */
  abstract at(time: Date): AssetReader;
}
