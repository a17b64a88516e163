import { column, table } from '#platform/persistence/column-types';
import type { PromptCopy } from '../../domain/prompt-copy';

export const PromptCopyTable = table<PromptCopy>({
  name: 'prompts_copy',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    promptId: column.id('prompt_id'),
    sourceProject: column.key('source_project', 255),
    sourcePrompt: column.key('source_prompt', 255),
    sourceVersionTag: column.key('source_version_tag', 50),
    // There is no foreign key to the source, because a copy outlives it.
    sourceVersionId: column.id('source_version_id'),
    contentHash: column.key('content_hash', 64),
    copiedBy: column.id('copied_by'),
    copiedAt: column.time('copied_at'),
  },
  uniques: { uq_copy_prompt: ['tenantId', 'promptId'] },
  indices: { ix_copy_source: ['tenantId', 'sourceVersionId'] },
  foreignKeys: {
    fk_copy_prompt: { columns: ['tenantId', 'promptId'], target: 'prompts_prompt', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
