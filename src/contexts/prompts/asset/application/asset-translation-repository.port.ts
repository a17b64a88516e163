import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { StatedTranslation } from '../../prompt/application/version-repository.port';
import type { TextWeight } from '../../prompt/application/version-repository.port';
import type { AssetTranslation, AssetTranslationState } from '../domain/asset-translation';

/** A translation without its text. */
export interface AssetTranslationHead extends TextWeight, Pick<AssetTranslationState, 'id' | 'versionId' | 'languageCode'> {}

/** `state`: against what the version says now. */
export const ASSET_TRANSLATION_LIST: ListRules<AssetTranslationState> = {
  sort: { languageCode: 'languageCode', createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: 'languageCode',
  tie: 'id',
  search: ['languageCode', 'value'],
  filters: { state: ['current', 'stale'] },
};

/** Translations of assets' versions. What one said before it was changed or deleted is kept, as long as its version. */
export abstract class AssetTranslationRepository {
  /** Throws AssetTranslationTaken when the version has one of that code, AssetVersionNotFound when the version is gone. */
  abstract add(translation: AssetTranslation): Promise<void>;
  /** Those that come with a new version. */
  abstract addAll(translations: readonly AssetTranslation[]): Promise<void>;
  /** Replaces `before`; throws StaleRevision when that is not the stored one. */
  abstract update(translation: AssetTranslation, before: AssetTranslation): Promise<void>;
  /** Throws StaleRevision. */
  abstract remove(translation: AssetTranslation, now: Date): Promise<void>;
  abstract find(tenantId: string, versionId: string, languageCode: string): Promise<AssetTranslation | null>;
  /** The translations of all these versions, by language code. Refuses (Invalid) more bytes than one response may have. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[]): Promise<AssetTranslation[]>;
  /** The translations of a version that was changed, however long they are: the change is not refused for its response. */
  abstract ofChanged(tenantId: string, versionId: string): Promise<AssetTranslation[]>;
  /** All of {@link ofVersions}, without their texts. */
  abstract stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]>;
  /** Those of {@link ofVersions} whose code begins like one of the languages (`fr` for `fr-CA`), in any case; without their texts. */
  abstract ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<AssetTranslationHead[]>;
  /** The texts, by the translation's id. */
  abstract values(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** `sourceHash`: content hash of the version, which tells current from stale ones. */
  abstract page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<AssetTranslation>>;
  /** As they were at that time, by language code. */
  abstract asOf(tenantId: string, versionId: string, at: Date): Promise<AssetTranslation[]>;
}
