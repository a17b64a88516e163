import { column, RESOURCE_COLUMNS, table } from '#platform/persistence/column-types';
import type { ResourceStore } from '#platform/persistence/stored-resources';
import { AI_MODEL_LIST } from '../../application/read-ai-models';
import { AiModel, AiModelTaken, type AiModelState } from '../../domain/ai-model';

export const AiModelTable = table<AiModelState>({
  name: 'catalog_ai_model',
  columns: {
    ...RESOURCE_COLUMNS,
    name: column.key('name', 255),
    provider: column.text('provider', { nullable: true }),
    description: column.text('description', { nullable: true }),
    apiIdentifier: column.text('api_identifier', { nullable: true }),
    apiKeyEnvVar: column.key('api_key_env_var', 255, { nullable: true }),
    temperature: column.real('temperature', { nullable: true }),
    maxTokens: column.int('max_tokens', { nullable: true }),
    supportsJson: column.flag('supports_json'),
    contextWindow: column.int('context_window', { nullable: true }),
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

export const AI_MODEL_STORE: ResourceStore<AiModelState, AiModel> = {
  what: 'AI model',
  table: AiModelTable,
  list: AI_MODEL_LIST,
  restore: (state) => AiModel.restore(state),
  taken: { uq_ai_model_name: ({ name }) => new AiModelTaken(name) },
};
