import type { AssetTranslation } from '../domain/asset-translation';

export abstract class AssetTranslationRepository {
  /** In one statement; throws AssetTranslationTaken when the version has one in that language. */
  abstract addAll(translations: readonly AssetTranslation[]): Promise<void>;
  /** Of all these versions, by language code. */
  abstract ofVersions(tenantId: string, versionIds: readonly string[]): Promise<AssetTranslation[]>;
}
