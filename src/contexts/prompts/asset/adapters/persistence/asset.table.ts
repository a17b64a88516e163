import { column, table } from '#platform/persistence/column-types';
import type { AssetState } from '../../domain/asset';

export const AssetTable = table<AssetState>({
  name: 'prompts_asset',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    promptId: column.id('prompt_id'),
    key: column.key('asset_key', 255),
    name: column.key('name', 255),
    category: column.text('category', { nullable: true }),
    enabled: column.flag('enabled'),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_asset_key: ['tenantId', 'promptId', 'key'] },
  foreignKeys: {
    fk_asset_prompt: { columns: ['tenantId', 'promptId'], target: 'prompts_prompt', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
