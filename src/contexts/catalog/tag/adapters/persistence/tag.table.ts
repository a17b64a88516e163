import { column, table } from '#platform/persistence/column-types';
import type { TagState } from '../../domain/tag';

export const TagTable = table<TagState>({
  name: 'catalog_tag',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    name: column.key('name', 255),
    description: column.text('description', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_tag_name: ['tenantId', 'projectId', 'name'] },
  foreignKeys: {
    fk_tag_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
