import type { TextTables } from '../../../text/adapters/persistence/text-tables';
import type { TextVersionState } from '../../../text/domain/text-version';
import { TRANSLATION_LIST } from '../../application/translation-repository.port';
import { VERSION_LIST } from '../../application/version-repository.port';
import { PromptNotFound } from '../../domain/prompt';
import { PROMPT_TEXT } from '../../domain/prompt-text';
import { TranslationRevisionTable } from './translation-revision.table';
import { TranslationTable } from './translation.table';
import { VersionTable, type PromptVersionRow } from './version.table';

export const PROMPT_TEXT_TABLES: TextTables = {
  kind: PROMPT_TEXT,
  versions: VersionTable,
  translations: TranslationTable,
  history: TranslationRevisionTable,
  columns: { parent: 'prompt_id', text: 'prompt_text', long: ['prompt_text', 'variables', 'literals', 'change_message'] },
  constraints: {
    tag: 'uq_version_tag',
    parent: 'fk_version_prompt',
    pointer: 'fk_pointer_version',
    language: 'uq_translation_language',
    version: 'fk_translation_version',
  },
  parentGone: () => new PromptNotFound(null),
  counted: { version: 'versions', translations: 'translations' },
  lists: { versions: VERSION_LIST, translations: TRANSLATION_LIST },
  language: { filter: 'language', anyCase: true },
  tags: { properties: ['id', 'parentId', 'versionTag'], scope: 'projectId', scoped: false },
  pages: '/projects/{project}/prompts/{prompt}/versions',
  toRow: ({ promptId: _promptId, ...row }) => row,
  toState(row) {
    const { variablesDeclared, ...state } = row as PromptVersionRow & Pick<TextVersionState, 'variables' | 'literals'>;
    // In rows from before this column existed, the declared variables are the only ones.
    return { ...state, promptId: row.parentId, variablesDeclared: variablesDeclared ?? state.variables.length > 0 };
  },
};
