import { column, table } from '#platform/persistence/column-types';
import type { PointerState } from '../../domain/pointer';

export const AssetPointerTable = table<PointerState>({
  name: 'prompts_asset_pointer',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    environmentId: column.id('environment_id'),
    parentId: column.id('asset_id'),
    parentName: column.key('asset_name', 511),
    versionId: column.id('version_id'),
    versionTag: column.key('version_tag', 50),
    movedBy: column.id('moved_by'),
    movedAt: column.time('moved_at'),
    revision: column.int('revision'),
  },
  uniques: { uq_asset_pointer: ['tenantId', 'environmentId', 'parentId'] },
  indices: { ix_asset_pointer_asset: ['tenantId', 'parentId'], ix_asset_pointer_version: ['tenantId', 'versionId'] },
  foreignKeys: {
    fk_asset_pointer_environment: {
      columns: ['tenantId', 'environmentId'],
      target: 'catalog_environment',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
    fk_pointer_asset_version: { columns: ['tenantId', 'versionId'], target: 'prompts_asset_version', references: ['tenantId', 'id'] },
  },
});
