import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { CulturalData, CulturalDataState } from '../domain/cultural-data';

export const CULTURAL_DATA_LIST: ListRules<CulturalDataState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', key: 'key' },
  order: 'createdAt',
  tie: 'id',
  search: ['key'],
  filters: { language: [] },
};

export abstract class CulturalDataRepository {
  /** Throws CulturalDataTaken when the project has an entry of that key. */
  abstract add(entry: CulturalData): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(entry: CulturalData): Promise<void>;
  abstract remove(entry: CulturalData): Promise<void>;
  abstract findByKey(tenantId: string, projectId: string, key: string): Promise<CulturalData | null>;
  /** In the order of creation. */
  abstract ofRegions(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]>;
  /** Works like ofRegions for one response. Throws Invalid when the result is too long for it. */
  abstract shownWith(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]>;
  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<CulturalData>>;
}
