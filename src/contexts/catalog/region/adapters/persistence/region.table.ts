import { column, RESOURCE_COLUMNS, table } from '#platform/persistence/column-types';
import type { ResourceStore } from '#platform/persistence/stored-resources';
import { REGION_LIST } from '../../application/read-regions';
import { Region, RegionTaken, type RegionState } from '../../domain/region';

// There is no foreign key from child to parent, because MySQL would refuse to cascade the removal of a project through it.
export const RegionTable = table<RegionState>({
  name: 'catalog_region',
  columns: {
    ...RESOURCE_COLUMNS,
    languageCode: column.key('language_code', 10),
    name: column.key('name', 255),
    parentRegionId: column.id('parent_region_id', { nullable: true }),
    timeZone: column.key('time_zone', 100),
    notes: column.text('notes'),
  },
  uniques: { uq_region_language: ['tenantId', 'projectId', 'languageCode'] },
  indices: { ix_region_parent: ['tenantId', 'parentRegionId'] },
  foreignKeys: {
    fk_region_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export const REGION_STORE: ResourceStore<RegionState, Region> = {
  what: 'Region',
  table: RegionTable,
  address: 'languageCode',
  list: REGION_LIST,
  restore: (state) => Region.restore(state),
  taken: { uq_region_language: ({ languageCode }) => new RegionTaken(languageCode) },
  shown: { what: 'The regions of the page have', instead: 'ask for smaller pages with limit' },
};
