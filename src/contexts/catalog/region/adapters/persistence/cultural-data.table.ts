import { column, RESOURCE_COLUMNS, table } from '#platform/persistence/column-types';
import type { ResourceStore } from '#platform/persistence/stored-resources';
import { CULTURAL_DATA_LIST } from '../../application/read-cultural-data';
import { CulturalData, CulturalDataTaken, type CulturalDataState } from '../../domain/cultural-data';
import { ofLanguage } from './of-language';

export const CulturalDataTable = table<CulturalDataState>({
  name: 'catalog_cultural_data',
  columns: {
    ...RESOURCE_COLUMNS,
    regionId: column.id('region_id'),
    key: column.key('entry_key', 255),
    style: column.text('style'),
    notes: column.text('notes'),
  },
  uniques: { uq_cultural_data_key: ['tenantId', 'projectId', 'key'] },
  indices: { ix_cultural_data_region: ['tenantId', 'regionId'] },
  foreignKeys: {
    fk_cultural_data_region: {
      columns: ['tenantId', 'regionId'],
      target: 'catalog_region',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export const CULTURAL_DATA_STORE: ResourceStore<CulturalDataState, CulturalData> = {
  what: 'Cultural data',
  table: CulturalDataTable,
  address: 'key',
  list: CULTURAL_DATA_LIST,
  narrow: ofLanguage,
  restore: (state) => CulturalData.restore(state),
  taken: { uq_cultural_data_key: ({ key }) => new CulturalDataTaken(key) },
  shown: { what: 'The cultural data of the regions has', instead: 'ask for fewer regions with limit, or for cultural-data in pages' },
};
