import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { CULTURAL_DATA_LIST, CulturalDataRepository } from '../../application/cultural-data-repository.port';
import { CulturalData, CulturalDataTaken } from '../../domain/cultural-data';
import { CulturalDataTable } from './cultural-data.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const OF_LANGUAGE =
  'EXISTS (SELECT 1 FROM catalog_region r WHERE r.tenant_id = entry.tenant_id AND r.id = entry.region_id AND LOWER(r.language_code) = :language)';

export class TypeOrmCulturalDataRepository extends CulturalDataRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: CulturalData): Promise<void> {
    await this.session.guarded({ uq_cultural_data_key: () => new CulturalDataTaken(state.key) }, () =>
      this.session.writer.createQueryBuilder().insert().into(CulturalDataTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state: { tenantId, id, key, revision, style, notes, updatedAt } }: CulturalData): Promise<void> {
    const result = await this.session.writer
      .getRepository(CulturalDataTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, style, notes, updatedAt });
    if (result.affected === 0) throw new StaleRevision('Cultural data', key);
  }

  async remove({ state: { tenantId, id, key, revision } }: CulturalData): Promise<void> {
    const result = await this.session.writer.getRepository(CulturalDataTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('Cultural data', key);
  }

  async findByKey(tenantId: string, projectId: string, key: string): Promise<CulturalData | null> {
    const row = await this.session.reader.getRepository(CulturalDataTable).findOneBy({ tenantId, projectId, key: key.trim() });
    return row && CulturalData.restore(row);
  }

  async ofRegions(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]> {
    const where = { tenantId, projectId, regionId: among(this.session.reader, regionIds) };
    const rows = await this.session.reader.getRepository(CulturalDataTable).find({ where, order: BY_CREATION });
    return rows.map((row) => CulturalData.restore(row));
  }

  async page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<CulturalData>> {
    const rows = this.session.reader.createQueryBuilder(CulturalDataTable, 'entry').where({ tenantId, projectId });
    if (query.filters.language !== undefined) rows.andWhere(OF_LANGUAGE, { language: query.filters.language.toLowerCase() });
    return mapPage(await pageOf(rows, CULTURAL_DATA_LIST, query), (row) => CulturalData.restore(row));
  }
}
