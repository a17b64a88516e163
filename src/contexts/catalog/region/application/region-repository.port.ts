import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { Region, RegionState } from '../domain/region';

export const REGION_LIST: ListRules<RegionState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name', languageCode: 'languageCode' },
  order: 'createdAt',
  tie: 'id',
  search: ['languageCode', 'name'],
  filters: {},
};

export abstract class RegionRepository {
  /** Throws RegionTaken when the project has one of that language code. */
  abstract add(region: Region): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(region: Region): Promise<void>;
  /** Removes a region. All references to it must be removed before. */
  abstract remove(region: Region): Promise<void>;
  /** Locks the region until the transaction ends. Throws StaleRevision when it has changed already. */
  abstract lock(region: Region): Promise<void>;
  /** Finds by language code when the text has that form, otherwise by id. */
  abstract find(tenantId: string, projectId: string, codeOrId: string): Promise<Region | null>;
  abstract findAll(tenantId: string, projectId: string, ids: readonly string[]): Promise<Region[]>;
  abstract childrenOf(region: Region): Promise<Region[]>;
  /** In the order of creation. */
  abstract list(tenantId: string, projectId: string): Promise<Region[]>;
  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Region>>;
}
