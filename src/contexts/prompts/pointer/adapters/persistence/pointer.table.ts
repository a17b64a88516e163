import { column, table } from '#platform/persistence/column-types';
import type { PointerState } from '../../domain/pointer';

export const PointerTable = table<PointerState>({
  name: 'prompts_pointer',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    environmentId: column.id('environment_id'),
    parentId: column.id('prompt_id'),
    parentName: column.key('prompt_slug', 255),
    versionId: column.id('version_id'),
    versionTag: column.key('version_tag', 50),
    movedBy: column.id('moved_by'),
    movedAt: column.time('moved_at'),
    revision: column.int('revision'),
  },
  uniques: { uq_pointer: ['tenantId', 'environmentId', 'parentId'] },
  indices: { ix_pointer_prompt: ['tenantId', 'parentId'], ix_pointer_version: ['tenantId', 'versionId'] },
  foreignKeys: {
    fk_pointer_environment: {
      columns: ['tenantId', 'environmentId'],
      target: 'catalog_environment',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
    fk_pointer_version: { columns: ['tenantId', 'versionId'], target: 'prompts_version', references: ['tenantId', 'id'] },
  },
});
