import { column, table } from '#platform/persistence/column-types';
import type { VersionRow } from '../../../text/adapters/persistence/text-tables';

/** The asset is the parent of its versions. */
export interface AssetVersionRow extends VersionRow {
  readonly promptId: string;
}

export const AssetVersionTable = table<AssetVersionRow>({
  name: 'prompts_asset_version',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    promptId: column.id('prompt_id'),
    parentId: column.id('asset_id'),
    versionTag: column.key('version_tag', 50),
    text: column.text('value'),
    languageCode: column.key('language_code', 10),
    contentHash: column.key('content_hash', 64),
    changeMessage: column.text('change_message', { nullable: true }),
    status: column.key('status', 20),
    activatedAt: column.time('activated_at', { nullable: true }),
    marketplaceStatus: column.key('marketplace_status', 20),
    marketplaceRequestedAt: column.time('marketplace_requested_at', { nullable: true }),
    marketplaceApprovedAt: column.time('marketplace_approved_at', { nullable: true }),
    marketplacePublishedAt: column.time('marketplace_published_at', { nullable: true }),
    marketplaceRequesterId: column.id('marketplace_requester_id', { nullable: true }),
    marketplaceApproverId: column.id('marketplace_approver_id', { nullable: true }),
    marketplaceRejectionReason: column.text('marketplace_rejection_reason', { nullable: true }),
    placeholders: column.int('placeholders', { nullable: true, select: false }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_asset_version_tag: ['tenantId', 'parentId', 'versionTag'] },
  // This index has all columns that lists and the choice of a version need, so that they never read the texts.
  indices: {
    ix_asset_version_prompt: ['tenantId', 'promptId', 'createdAt', 'id', 'parentId', 'versionTag', 'status'],
    ix_asset_version_newest: ['tenantId', 'parentId', 'createdAt', 'id', 'status'],
    ix_asset_version_marketplace: ['tenantId', 'marketplaceStatus', 'createdAt', 'id', 'parentId', 'languageCode'],
  },
  foreignKeys: {
    fk_asset_version_asset: {
      columns: ['tenantId', 'parentId'],
      target: 'prompts_asset',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
