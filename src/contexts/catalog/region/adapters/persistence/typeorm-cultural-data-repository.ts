import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { CULTURAL_DATA_LIST, CulturalDataRepository } from '../../application/cultural-data-repository.port';
import { CulturalData, CulturalDataTaken, type CulturalDataState } from '../../domain/cultural-data';
import { CulturalDataTable } from './cultural-data.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const SHOWN = { what: 'The cultural data of the regions has', instead: 'ask for fewer regions with limit, or for cultural-data in pages' };
const OF_LANGUAGE =
  'EXISTS (SELECT 1 FROM catalog_region r WHERE r.tenant_id = listed.tenant_id AND r.id = listed.region_id AND LOWER(r.language_code) = :language)';

export class TypeOrmCulturalDataRepository extends CulturalDataRepository {
  readonly #entries: TableStore<CulturalDataState, CulturalData>;

  constructor(session: PersistenceSession) {
    super();
    this.#entries = session.store(CulturalDataTable, {
      restore: (row) => CulturalData.restore(row),
      stale: ({ key }) => new StaleRevision('Cultural data', key),
      constant: ['projectId', 'regionId', 'key', 'createdAt'],
      taken: { uq_cultural_data_key: ({ key }) => new CulturalDataTaken(key) },
    });
  }

  add({ state }: CulturalData): Promise<void> {
    return this.#entries.insert(state);
  }

  update({ state }: CulturalData): Promise<void> {
    return this.#entries.update(state);
  }

  remove({ state }: CulturalData): Promise<void> {
    return this.#entries.remove(state);
  }

  findByKey(tenantId: string, projectId: string, key: string): Promise<CulturalData | null> {
    return this.#entries.find({ tenantId, projectId, key: key.trim() });
  }

  ofRegions(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]> {
    return this.#entries.list({ tenantId, projectId, regionId: regionIds }, BY_CREATION);
  }

  shownWith(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]> {
    return this.#entries.list({ tenantId, projectId, regionId: regionIds }, BY_CREATION, SHOWN);
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<CulturalData>> {
    const { language } = query.filters;
    return this.#entries.page({ tenantId, projectId }, CULTURAL_DATA_LIST, query, (rows) => {
      if (language !== undefined) rows.andWhere(OF_LANGUAGE, { language: language.toLowerCase() });
    });
  }
}
