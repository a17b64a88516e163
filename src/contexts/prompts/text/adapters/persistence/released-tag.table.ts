import { column, table } from '#platform/persistence/column-types';

/** The content that the tag of a deleted version named, if that version was ever active. */
interface ReleasedTagRow {
  readonly tenantId: string;
  /** The id of the prompt or the asset. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly promptId: string;
  readonly contentHash: string;
}

export const ReleasedTagTable = table<ReleasedTagRow>({
  name: 'prompts_released_tag',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    parentId: column.id('parent_id', { primary: true }),
    versionTag: column.key('version_tag', 50, { primary: true }),
    promptId: column.id('prompt_id'),
    contentHash: column.key('content_hash', 64),
  },
  indices: { ix_released_tag_prompt: ['tenantId', 'promptId'] },
  foreignKeys: {
    fk_released_tag_prompt: {
      columns: ['tenantId', 'promptId'],
      target: 'prompts_prompt',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
