import { In } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { AssetTranslationRepository } from '../../application/asset-translation-repository.port';
import { AssetTranslation } from '../../domain/asset-translation';
import { AssetTranslationTable } from './asset-translation.table';

export class TypeOrmAssetTranslationRepository extends AssetTranslationRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async addAll(translations: readonly AssetTranslation[]): Promise<void> {
    if (translations.length === 0) return;
    const rows = translations.map(({ state }) => state);
    await this.session.writer.createQueryBuilder().insert().into(AssetTranslationTable).values(rows).updateEntity(false).execute();
  }

  async ofVersions(tenantId: string, versionIds: readonly string[]): Promise<AssetTranslation[]> {
    if (versionIds.length === 0) return [];
    const rows = await this.session.reader
      .getRepository(AssetTranslationTable)
      .find({ where: { tenantId, versionId: In([...versionIds]) }, order: { languageCode: 'ASC', id: 'ASC' } });
    return rows.map((row) => AssetTranslation.restore(row));
  }
}
