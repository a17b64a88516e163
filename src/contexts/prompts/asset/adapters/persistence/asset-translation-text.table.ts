import { column, table } from '#platform/persistence/column-types';
import type { TranslationTextRow } from '../../../text/adapters/persistence/text-tables';

export const AssetTranslationTextTable = table<TranslationTextRow>({
  name: 'prompts_asset_translation_text',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    translationId: column.id('translation_id', { primary: true }),
    revision: column.int('revision', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    text: column.text('value'),
    sourceHash: column.key('source_hash', 64),
    createdAt: column.time('created_at'),
    validFrom: column.time('valid_from'),
    validTo: column.time('valid_to'),
  },
  indices: { ix_asset_translation_text_version: ['tenantId', 'versionId', 'languageCode', 'validFrom'] },
  foreignKeys: {
    fk_asset_translation_text_version: {
      columns: ['tenantId', 'versionId'],
      target: 'prompts_asset_version',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
