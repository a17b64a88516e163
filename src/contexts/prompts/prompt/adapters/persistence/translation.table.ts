import { column, table } from '#platform/persistence/column-types';
import type { TranslationRow } from '../../../text/adapters/persistence/text-tables';

export const TranslationTable = table<TranslationRow>({
  name: 'prompts_translation',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    text: column.text('prompt_text'),
    // The column is nullable, because a later migration added it.
    sourceHash: column.key('source_hash', 64, { nullable: true }),
    placeholders: column.int('placeholders', { nullable: true, select: false }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_translation_language: ['tenantId', 'versionId', 'languageCode'] },
  foreignKeys: {
    fk_translation_version: {
      columns: ['tenantId', 'versionId'],
      target: 'prompts_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
