import { column, table } from '#platform/persistence/column-types';
import type { TranslationRow } from '../../../text/adapters/persistence/text-tables';

export const AssetTranslationTable = table<TranslationRow>({
  name: 'prompts_asset_translation',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    text: column.text('value'),
    sourceHash: column.key('source_hash', 64),
    placeholders: column.int('placeholders', { nullable: true, select: false }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_asset_translation_language: ['tenantId', 'versionId', 'languageCode'] },
  foreignKeys: {
    fk_asset_translation_version: {
      columns: ['tenantId', 'versionId'],
      target: 'prompts_asset_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
