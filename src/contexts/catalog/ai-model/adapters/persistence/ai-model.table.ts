import { column, table } from '#platform/persistence/column-types';
import type { AiModelState } from '../../domain/ai-model';

export const AiModelTable = table<AiModelState>({
  name: 'catalog_ai_model',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    name: column.key('name', 255),
    provider: column.text('provider', { nullable: true }),
    description: column.text('description', { nullable: true }),
    apiIdentifier: column.text('api_identifier', { nullable: true }),
    apiKeyEnvVar: column.key('api_key_env_var', 255, { nullable: true }),
    temperature: column.real('temperature', { nullable: true }),
    maxTokens: column.int('max_tokens', { nullable: true }),
    supportsJson: column.flag('supports_json'),
    contextWindow: column.int('context_window', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_ai_model_name: ['tenantId', 'projectId', 'name'] },
  foreignKeys: {
    fk_ai_model_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
