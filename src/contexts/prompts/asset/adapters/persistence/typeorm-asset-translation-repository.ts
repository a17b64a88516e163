import { In } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { ReferenceIndex } from '../../../reference/application/reference-index.port';
import { AssetTranslationRepository } from '../../application/asset-translation-repository.port';
import { AssetTranslation, type AssetTranslationState } from '../../domain/asset-translation';
import { AssetTranslationTable } from './asset-translation.table';
import { AssetVersionTable } from './asset-version.table';

export class TypeOrmAssetTranslationRepository extends AssetTranslationRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
  }

  async addAll(translations: readonly AssetTranslation[]): Promise<void> {
    if (translations.length === 0) return;
    const rows = translations.map(({ state }) => state);
    await this.session.writer.createQueryBuilder().insert().into(AssetTranslationTable).values(rows).updateEntity(false).execute();
    await this.#index(rows);
  }

  async ofVersions(tenantId: string, versionIds: readonly string[]): Promise<AssetTranslation[]> {
    if (versionIds.length === 0) return [];
    const rows = await this.session.reader
      .getRepository(AssetTranslationTable)
      .find({ where: { tenantId, versionId: In([...versionIds]) }, order: { languageCode: 'ASC', id: 'ASC' } });
    return rows.map((row) => AssetTranslation.restore(row));
  }

  async #index(translations: readonly AssetTranslationState[]): Promise<void> {
    const referring = translations.filter((each) => each.value.includes('{{'));
    const [first] = referring;
    if (!first) return;
    const { tenantId } = first;
    const select = { id: true, projectId: true, promptId: true };
    const where = { tenantId, id: In(referring.map((each) => each.versionId)) };
    const versions = await this.session.reader.getRepository(AssetVersionTable).find({ select, where });
    const byId = new Map(versions.map((each) => [each.id, each]));
    const texts = referring.flatMap(({ id, versionId, value }) => {
      const version = byId.get(versionId);
      if (!version) return [];
      const { projectId, promptId } = version;
      return [{ tenantId, id, projectId, promptId, versionId: null, assetVersionId: versionId, text: value, literals: [] }];
    });
    await this.references.replace(texts);
  }
}
