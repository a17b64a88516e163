import { column, table } from '#platform/persistence/column-types';
import type { PromptState } from '../../domain/prompt';

export const PromptTable = table<PromptState>({
  name: 'prompts_prompt',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    slug: column.key('slug', 255),
    name: column.key('name', 255),
    description: column.text('description', { nullable: true }),
    type: column.key('type', 20),
    ownerUserId: column.id('owner_user_id'),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_prompt_slug: ['tenantId', 'projectId', 'slug'] },
  // Indexes for the orders of the list, so that a page reads only its own rows.
  indices: {
    ix_prompt_created: ['tenantId', 'projectId', 'createdAt', 'id'],
    ix_prompt_updated: ['tenantId', 'projectId', 'updatedAt', 'id'],
    ix_prompt_name: ['tenantId', 'projectId', 'name', 'id'],
  },
  foreignKeys: {
    fk_prompt_project: { columns: ['tenantId', 'projectId'], target: 'catalog_project', references: ['tenantId', 'id'] },
  },
});
