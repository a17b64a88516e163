import { column, table } from '#platform/persistence/column-types';
import type { RegionState } from '../../domain/region';

// There is no foreign key from child to parent, because MySQL would refuse to cascade the removal of a project through it.
export const RegionTable = table<RegionState>({
  name: 'catalog_region',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    languageCode: column.key('language_code', 10),
    name: column.key('name', 255),
    parentRegionId: column.id('parent_region_id', { nullable: true }),
    timeZone: column.key('time_zone', 100),
    notes: column.text('notes'),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
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
