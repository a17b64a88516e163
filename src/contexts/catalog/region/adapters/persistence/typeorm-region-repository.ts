import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { REGION_LIST, RegionRepository } from '../../application/region-repository.port';
import { isLanguageCode, Region, RegionTaken, type RegionState } from '../../domain/region';
import { RegionTable } from './region.table';

const SHOWN = { what: 'The regions of the page have', instead: 'ask for smaller pages with limit' };
const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;

export class TypeOrmRegionRepository extends RegionRepository {
  readonly #regions: TableStore<RegionState, Region>;

  constructor(session: PersistenceSession) {
    super();
    this.#regions = session.store(RegionTable, {
      restore: (row) => Region.restore(row),
      stale: ({ languageCode }) => new StaleRevision('Region', languageCode),
      constant: ['projectId', 'languageCode', 'createdAt'],
      taken: { uq_region_language: ({ languageCode }) => new RegionTaken(languageCode) },
    });
  }

  add({ state }: Region): Promise<void> {
    return this.#regions.insert(state);
  }

  update({ state }: Region): Promise<void> {
    return this.#regions.update(state);
  }

  remove({ state }: Region): Promise<void> {
    return this.#regions.remove(state);
  }

  lock({ state }: Region): Promise<void> {
    return this.#regions.lock(state);
  }

  find(tenantId: string, projectId: string, codeOrId: string): Promise<Region | null> {
    const which = isLanguageCode(codeOrId) ? { languageCode: codeOrId } : { id: codeOrId };
    return this.#regions.find({ tenantId, projectId, ...which });
  }

  findAll(tenantId: string, projectId: string, ids: readonly string[]): Promise<Region[]> {
    return this.#regions.list({ tenantId, projectId, id: [...new Set(ids)] }, {}, SHOWN);
  }

  childrenOf({ state: { tenantId, projectId, id } }: Region): Promise<Region[]> {
    return this.#regions.list({ tenantId, projectId, parentRegionId: id }, BY_CREATION);
  }

  list(tenantId: string, projectId: string): Promise<Region[]> {
    return this.#regions.list({ tenantId, projectId }, BY_CREATION);
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Region>> {
    return this.#regions.page({ tenantId, projectId }, REGION_LIST, query);
  }
}
