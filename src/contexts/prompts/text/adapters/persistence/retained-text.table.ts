import { column, table } from '#platform/persistence/column-types';

/** A text that an environment once pointed at, as it was when it was deleted: a version, or one of its translations. */
export interface RetainedTextRow {
  readonly tenantId: string;
  /** The id of the version or the translation. */
  readonly id: string;
  readonly projectId: string;
  readonly kind: 'prompt' | 'asset';
  readonly versionId: string;
  readonly versionTag: string;
  readonly isTranslation: boolean;
  readonly languageCode: string;
  readonly text: string;
  /** Null for versions of assets. */
  readonly variables: object | null;
  readonly literals: object | null;
}

export const RetainedTextTable = table<RetainedTextRow>({
  name: 'prompts_retained_text',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    kind: column.key('kind', 10),
    versionId: column.id('version_id'),
    versionTag: column.key('version_tag', 50),
    isTranslation: column.flag('is_translation'),
    languageCode: column.key('language_code', 10),
    text: column.text('text'),
    variables: column.json('variables', { nullable: true }),
    literals: column.json('literals', { nullable: true }),
  },
  indices: { ix_retained_text_project: ['tenantId', 'projectId'], ix_retained_text_version: ['tenantId', 'versionId'] },
  foreignKeys: {
    fk_retained_text_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
