import { column, table } from '#platform/persistence/column-types';
import type { EnvironmentState } from '../../domain/environment';

export const EnvironmentTable = table<EnvironmentState>({
  name: 'catalog_environment',
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
  uniques: { uq_environment_name: ['tenantId', 'projectId', 'name'] },
  foreignKeys: {
    fk_environment_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
