import { column, table } from '#platform/persistence/column-types';
import type { SystemPromptState } from '../../domain/system-prompt';

export const SystemPromptTable = table<SystemPromptState>({
  name: 'prompts_system_prompt',
  columns: {
    id: column.id('id', { primary: true }),
    name: column.key('name', 100),
    description: column.text('description', { nullable: true }),
    promptText: column.text('prompt_text'),
    category: column.text('category', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_system_prompt_name: ['name'] },
});
