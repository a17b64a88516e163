import { column, table } from '#platform/persistence/column-types';

export interface PromptTagRow {
  readonly tenantId: string;
  readonly promptId: string;
  readonly tagId: string;
  readonly projectId: string;
}

/** The tags of prompts. */
export const PromptTagTable = table<PromptTagRow>({
  name: 'prompts_prompt_tag',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    promptId: column.id('prompt_id', { primary: true }),
    tagId: column.id('tag_id', { primary: true }),
    projectId: column.id('project_id'),
  },
  // The second index has all columns that a list of prompts reads.
  indices: { ix_prompt_tag_tag: ['tenantId', 'tagId'], ix_prompt_tag_project: ['tenantId', 'projectId', 'promptId', 'tagId'] },
  foreignKeys: {
    fk_prompt_tag_prompt: {
      columns: ['tenantId', 'promptId'],
      target: 'prompts_prompt',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
    fk_prompt_tag_tag: { columns: ['tenantId', 'tagId'], target: 'catalog_tag', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
