import { column, table } from '#platform/persistence/column-types';
import type { TranslationTextRow } from '../../../text/adapters/persistence/text-tables';

export const TranslationRevisionTable = table<TranslationTextRow>({
  name: 'prompts_translation_revision',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    translationId: column.id('translation_id', { primary: true }),
    revision: column.int('revision', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    text: column.text('prompt_text'),
    sourceHash: column.key('source_hash', 64),
    createdAt: column.time('created_at'),
    validFrom: column.time('valid_from'),
    validTo: column.time('valid_to'),
  },
  indices: { ix_translation_revision_version: ['tenantId', 'versionId', 'validFrom'] },
  // There is no foreign key to the translation, because its revisions outlive it.
  foreignKeys: {
    fk_translation_revision_version: {
      columns: ['tenantId', 'versionId'],
      target: 'prompts_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
