import type { Counts } from '#shared/audit';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { TextWeight } from '../../prompt/application/version-repository.port';
import type { AssetVersion, AssetVersionState } from '../domain/asset-version';

/** The properties of a version that lists show. */
export type AssetVersionTag = Pick<AssetVersionState, 'id' | 'assetId' | 'versionTag' | 'status' | 'createdAt'>;

/** A version without its text. */
export interface AssetVersionHead
  extends TextWeight, Pick<AssetVersionState, 'id' | 'assetId' | 'versionTag' | 'status' | 'languageCode'> {}

/** `languageCode`: exactly that of the version or of one of its translations. */
export const ASSET_VERSION_LIST: ListRules<AssetVersionState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: '-createdAt',
  tie: 'id',
  search: ['versionTag', 'changeMessage'],
  filters: { status: ['draft', 'active', 'archived'], languageCode: [] },
};

/** Versions of assets. "Newest" is by creation, ties by id. */
export abstract class AssetVersionRepository {
  /** Throws AssetVersionTaken when the asset has one of that tag, VersionTagUsed when it had one with another content that was active, AssetNotFound when the asset is gone. */
  abstract add(version: AssetVersion): Promise<void>;
  /** Replaces `before`; throws StaleRevision when that is not the stored one, VersionTagUsed as {@link add}. */
  abstract update(before: AssetVersion, after: AssetVersion): Promise<void>;
  /** With its translations, which it counts; throws StaleRevision, and AssetVersionInUse when an environment points at it. */
  abstract remove(version: AssetVersion): Promise<Counts>;
  /** Keeps others from changing the version until the transaction ends; throws StaleRevision when it was changed already. */
  abstract lock(version: AssetVersion): Promise<void>;
  /** Like {@link lock}, but accepts any revision and returns the current state. Throws AssetVersionNotFound if it is gone. */
  abstract hold(version: AssetVersion): Promise<AssetVersion>;
  abstract findByTag(tenantId: string, assetId: string, versionTag: string): Promise<AssetVersion | null>;
  abstract findById(tenantId: string, id: string): Promise<AssetVersion | null>;
  /** Those of the project that have one of the ids. */
  abstract ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<AssetVersion[]>;
  abstract newest(tenantId: string, assetId: string): Promise<AssetVersion | null>;
  /** Of each asset the newest active version, else the newest that is not archived; in two statements. */
  abstract newestServedOf(tenantId: string, assetIds: readonly string[]): Promise<AssetVersionHead[]>;
  /** Those of these assets that have one of these tags: a superset where different tags of different assets are wanted. */
  abstract withTags(tenantId: string, assetIds: readonly string[], versionTags: readonly string[]): Promise<AssetVersionHead[]>;
  /** Those that exist, newest first. */
  abstract headsOf(tenantId: string, ids: readonly string[]): Promise<AssetVersionHead[]>;
  /** The texts, by the version's id. */
  abstract values(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** Invalid where all versions with their translations are longer than one answer may be; reads no text. */
  abstract requireShort(tenantId: string, assetId: string): Promise<void>;
  /** Newest first. */
  abstract list(tenantId: string, assetId: string): Promise<AssetVersion[]>;
  abstract page(tenantId: string, assetId: string, query: ListQuery): Promise<Page<AssetVersion>>;
  /** The tags of a prompt's assets, all or those of the given ids, newest first, without the texts. */
  abstract tagsOf(tenantId: string, promptId: string, assetIds: readonly string[] | null): Promise<AssetVersionTag[]>;
}
