import { column, table } from '#platform/persistence/column-types';
import { openingsIn } from '../../../template/domain/placeholder-count';
import type { AssetVersionState } from '../../domain/asset-version';

export interface AssetVersionRow extends AssetVersionState {
  /** Of the text: `{{` in it. Nullable to the database, since it came with a later migration. */
  readonly placeholders: number | null;
}

export const AssetVersionTable = table<AssetVersionRow>({
  name: 'prompts_asset_version',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    promptId: column.id('prompt_id'),
    assetId: column.id('asset_id'),
    versionTag: column.key('version_tag', 50),
    value: column.text('value'),
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
  uniques: { uq_asset_version_tag: ['tenantId', 'assetId', 'versionTag'] },
  // Cover what lists and the choice of a version need, so that they never touch the texts.
  indices: {
    ix_asset_version_prompt: ['tenantId', 'promptId', 'createdAt', 'id', 'assetId', 'versionTag', 'status'],
    ix_asset_version_newest: ['tenantId', 'assetId', 'createdAt', 'id', 'status'],
  },
  foreignKeys: {
    fk_asset_version_asset: {
      columns: ['tenantId', 'assetId'],
      target: 'prompts_asset',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export const weighed = <T extends Pick<AssetVersionState, 'value'>>(state: T): T & Pick<AssetVersionRow, 'placeholders'> => ({
  ...state,
  placeholders: openingsIn(state.value),
});
