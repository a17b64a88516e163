import { column, table } from '#platform/persistence/column-types';

export interface ReferenceRow {
  readonly tenantId: string;
  /** The id of the version or translation that contains the text. */
  readonly textId: string;
  /** The position in the text. */
  readonly position: number;
  readonly projectId: string;
  readonly promptId: string;
  readonly versionId: string | null;
  readonly assetVersionId: string | null;
  readonly kind: 'prompt' | 'asset';
  /** Empty: the project of the text itself. */
  readonly targetProject: string;
  readonly target: string;
  readonly targetTag: string | null;
  readonly targetLanguage: string | null;
}

export const ReferenceTable = table<ReferenceRow>({
  name: 'prompts_reference',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    textId: column.id('text_id', { primary: true }),
    position: column.int('position', { primary: true }),
    projectId: column.id('project_id'),
    promptId: column.id('prompt_id'),
    versionId: column.id('version_id', { nullable: true }),
    assetVersionId: column.id('asset_version_id', { nullable: true }),
    kind: column.key('kind', 10),
    targetProject: column.key('target_project', 255),
    target: column.key('target', 255),
    targetTag: column.key('target_tag', 50, { nullable: true }),
    targetLanguage: column.key('target_language', 10, { nullable: true }),
  },
  indices: {
    ix_reference_target: ['tenantId', 'kind', 'target'],
    ix_reference_prompt: ['tenantId', 'promptId', 'kind', 'target'],
    ix_reference_version: ['tenantId', 'versionId'],
    ix_reference_asset_version: ['tenantId', 'assetVersionId'],
  },
  foreignKeys: {
    fk_reference_version: {
      columns: ['tenantId', 'versionId'],
      target: 'prompts_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
    fk_reference_asset_version: {
      columns: ['tenantId', 'assetVersionId'],
      target: 'prompts_asset_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

/**
 * Rows that exist from the start and are locked in place of a tenant (chosen by a hash): some when a referenced text is guarded, others
 * when releases are checked.
 */
export const ReferenceGateTable = table<{ readonly slot: number }>({
  name: 'prompts_reference_gate',
  columns: { slot: column.int('slot', { primary: true }) },
});

export const REFERENCE_GATES = 16;
