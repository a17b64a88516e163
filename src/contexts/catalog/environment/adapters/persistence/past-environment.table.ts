import { column, table } from '#platform/persistence/column-types';

/** What an environment was called until a moment, which is not included: it was changed then, or removed. */
export interface PastEnvironmentRow {
  readonly tenantId: string;
  readonly id: string;
  readonly revision: number;
  readonly projectId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly validTo: Date;
}

export const PastEnvironmentTable = table<PastEnvironmentRow>({
  name: 'catalog_past_environment',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    revision: column.int('revision', { primary: true }),
    projectId: column.id('project_id'),
    name: column.key('name', 255),
    createdAt: column.time('created_at'),
    validTo: column.time('valid_to'),
  },
  indices: { ix_past_environment_name: ['tenantId', 'projectId', 'name'] },
  foreignKeys: {
    fk_past_environment_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
