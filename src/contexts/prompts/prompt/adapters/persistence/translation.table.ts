import { column, table } from '#platform/persistence/column-types';
import { openingsIn } from '../../../template/domain/placeholder-count';
import type { TranslationState } from '../../domain/translation';

export interface TranslationRow extends TranslationState {
  /** Of the text: `{{` in it. Nullable to the database, since it came with a later migration. */
  readonly placeholders: number | null;
}

export const TranslationTable = table<TranslationRow>({
  name: 'prompts_translation',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    versionId: column.id('version_id'),
    languageCode: column.key('language_code', 10),
    promptText: column.text('prompt_text'),
    // Nullable to the database, since it came with a later migration.
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

export const weighed = <T extends Pick<TranslationState, 'promptText'>>(state: T): T & Pick<TranslationRow, 'placeholders'> => ({
  ...state,
  placeholders: openingsIn(state.promptText),
});
