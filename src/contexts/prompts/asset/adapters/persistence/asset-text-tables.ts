import type { TextTables } from '../../../text/adapters/persistence/text-tables';
import { ASSET_TRANSLATION_LIST } from '../../application/asset-translation-repository.port';
import { ASSET_VERSION_LIST } from '../../application/asset-version-repository.port';
import { AssetNotFound } from '../../domain/asset';
import { ASSET_TEXT } from '../../domain/asset-text';
import { AssetTranslationTextTable } from './asset-translation-text.table';
import { AssetTranslationTable } from './asset-translation.table';
import { AssetVersionTable, type AssetVersionRow } from './asset-version.table';

const NO_CONTRACT = { variables: [], literals: [], variablesDeclared: false, aiModelId: null };

export const ASSET_TEXT_TABLES: TextTables = {
  kind: ASSET_TEXT,
  versions: AssetVersionTable,
  translations: AssetTranslationTable,
  history: AssetTranslationTextTable,
  columns: { parent: 'asset_id', text: 'value', long: ['value', 'change_message'] },
  constraints: {
    tag: 'uq_asset_version_tag',
    parent: 'fk_asset_version_asset',
    pointer: 'fk_pointer_asset_version',
    language: 'uq_asset_translation_language',
    version: 'fk_asset_translation_version',
  },
  parentGone: () => new AssetNotFound(null),
  counted: { version: 'assetVersions', translations: 'assetTranslations' },
  lists: { versions: ASSET_VERSION_LIST, translations: ASSET_TRANSLATION_LIST },
  language: { filter: 'languageCode', anyCase: false },
  tags: { properties: ['id', 'parentId', 'versionTag', 'status', 'createdAt'], scope: 'promptId', scoped: true },
  pages: '/projects/{project}/prompts/{prompt}/assets/{asset}/versions',
  toRow: ({ variables: _variables, literals: _literals, variablesDeclared: _declared, aiModelId: _model, ...row }) => row,
  toState: (row) => ({ ...(row as AssetVersionRow), ...NO_CONTRACT }),
};
