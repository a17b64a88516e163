import { column, table } from '#platform/persistence/column-types';
import type { ProjectState } from '../../domain/project';

export const ProjectTable = table<ProjectState>({
  name: 'catalog_project',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    slug: column.key('slug', 255),
    name: column.key('name', 255),
    description: column.text('description', { nullable: true }),
    ownerUserId: column.id('owner_user_id'),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_project_slug: ['tenantId', 'slug'], uq_project_name: ['tenantId', 'name'] },
  indices: { ix_project_owner: ['tenantId', 'ownerUserId'] },
});
