import { column, table } from '#platform/persistence/column-types';
import { openingsIn } from '../../../template/domain/placeholder-count';
import type { AssetTranslationState } from '../../domain/asset-translation';

export interface AssetTranslationRow extends AssetTranslationState {
  /** Of the text: `{{` in it. Nullable to the database, since it came with a later migration. */
  readonly placeholders: number | null;
}

export const AssetTranslationTable = table<AssetTranslationRow>({
  name: 'prompts_asset_translation',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    value: column.text('value'),
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

export const weighed = <T extends Pick<AssetTranslationState, 'value'>>(state: T): T & Pick<AssetTranslationRow, 'placeholders'> => ({
  ...state,
  placeholders: openingsIn(state.value),
});
