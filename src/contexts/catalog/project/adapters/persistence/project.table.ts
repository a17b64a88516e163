import { column, table } from '#platform/persistence/column-types';
import type { ProjectState } from '../../domain/project';

/** The list is a JSON value that TypeORM must not inspect. It is null in rows that are older than the column. */
export interface ProjectRow extends Omit<ProjectState, 'requiredLanguages'> {
  readonly requiredLanguages: object | null;
}

export const ProjectTable = table<ProjectRow>({
  name: 'catalog_project',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    slug: column.key('slug', 255),
    name: column.key('name', 255),
    description: column.text('description', { nullable: true }),
    ownerUserId: column.id('owner_user_id'),
    requiredLanguages: column.json('required_languages', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_project_slug: ['tenantId', 'slug'], uq_project_name: ['tenantId', 'name'] },
  indices: { ix_project_owner: ['tenantId', 'ownerUserId'] },
});
