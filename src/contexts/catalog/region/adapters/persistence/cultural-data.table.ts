import { column, table } from '#platform/persistence/column-types';
import type { CulturalDataState } from '../../domain/cultural-data';

export const CulturalDataTable = table<CulturalDataState>({
  name: 'catalog_cultural_data',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    regionId: column.id('region_id'),
    key: column.key('entry_key', 255),
    style: column.text('style'),
    notes: column.text('notes'),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
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
