import type { LanguageCatalog } from '../../prompt/application/language-catalog.port';
import { LanguageGate } from '../../prompt/application/locale-gate';
import type { StatedTranslation } from '../../prompt/application/version-repository.port';
import type { StatedText } from '../../prompt/domain/locale-status';
import { ownAssetText, type AssetVersion } from '../domain/asset-version';
import type { AssetTranslationRepository } from './asset-translation-repository.port';

export class AssetLocaleGate extends LanguageGate<AssetVersion> {
  constructor(
    languages: LanguageCatalog,
    private readonly repository: AssetTranslationRepository,
  ) {
    super(languages);
  }

  protected ownText({ state }: AssetVersion): StatedText {
    return ownAssetText(state);
  }

  protected translations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    return this.repository.stated(tenantId, versionIds);
  }
}
