import { column, table } from '#platform/persistence/column-types';
import type { VersionRow } from '../../../text/adapters/persistence/text-tables';

/** Lists are JSON values that TypeORM must not inspect. The prompt is the parent of its versions. */
export interface PromptVersionRow extends VersionRow {
  readonly variables: object;
  readonly literals: object;
  readonly variablesDeclared: boolean | null;
  readonly aiModelId: string | null;
}

export const VersionTable = table<PromptVersionRow>({
  name: 'prompts_version',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    parentId: column.id('prompt_id'),
    versionTag: column.key('version_tag', 50),
    text: column.text('prompt_text'),
    languageCode: column.key('language_code', 10),
    variables: column.json('variables'),
    literals: column.json('literals'),
    contentHash: column.key('content_hash', 64),
    changeMessage: column.text('change_message', { nullable: true }),
    status: column.key('status', 20),
    activatedAt: column.time('activated_at', { nullable: true }),
    // Columns that a later migration added are nullable.
    variablesDeclared: column.flag('variables_declared', { nullable: true }),
    placeholders: column.int('placeholders', { nullable: true, select: false }),
    aiModelId: column.id('ai_model_id', { nullable: true }),
    marketplaceStatus: column.key('marketplace_status', 20, { nullable: true }),
    marketplaceRequestedAt: column.time('marketplace_requested_at', { nullable: true }),
    marketplaceApprovedAt: column.time('marketplace_approved_at', { nullable: true }),
    marketplacePublishedAt: column.time('marketplace_published_at', { nullable: true }),
    marketplaceRequesterId: column.id('marketplace_requester_id', { nullable: true }),
    marketplaceApproverId: column.id('marketplace_approver_id', { nullable: true }),
    marketplaceRejectionReason: column.text('marketplace_rejection_reason', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_version_tag: ['tenantId', 'parentId', 'versionTag'] },
  // The first two indexes have all columns that lists of the versions of a project and of a prompt read. In the row itself these columns
  // come after the text, and could only be reached through it.
  indices: {
    ix_version_project: ['tenantId', 'projectId', 'createdAt', 'id', 'parentId', 'versionTag'],
    ix_version_newest: ['tenantId', 'parentId', 'createdAt', 'id', 'versionTag', 'status', 'languageCode'],
    ix_version_marketplace: ['tenantId', 'marketplaceStatus', 'createdAt', 'id', 'parentId', 'languageCode'],
    ix_version_ai_model: ['tenantId', 'aiModelId'],
  },
  foreignKeys: {
    fk_version_prompt: { columns: ['tenantId', 'parentId'], target: 'prompts_prompt', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
