import { column, table } from '#platform/persistence/column-types';

/** `kept`: the row has it; `later`: the next state of the same thing has the same one; `gone`: nobody was served it, and it was not kept. */
export type PastTextState = 'kept' | 'later' | 'gone';

/** What a prompt, an asset, a version or a translation was until a moment, which is not included: it changed then, or was removed. */
export interface PastStateRow {
  readonly tenantId: string;
  readonly id: string;
  readonly revision: number;
  readonly kind: 'prompt' | 'asset' | 'version' | 'translation';
  readonly projectId: string;
  /** The id of the project, of the prompt, of the prompt or asset, of the version. */
  readonly parentId: string;
  /** The slug, the key, the tag, the language code. */
  readonly name: string;
  /** Of a version, and of an asset `enabled` or `disabled`. */
  readonly status: string | null;
  readonly languageCode: string | null;
  readonly contentHash: string | null;
  readonly variables: object | null;
  readonly literals: object | null;
  readonly text: string | null;
  readonly textState: PastTextState;
  /** When it was made; of a translation, when this state began. */
  readonly beganAt: Date;
  readonly validTo: Date;
}

export const PastStateTable = table<PastStateRow>({
  name: 'prompts_past_state',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    revision: column.int('revision', { primary: true }),
    kind: column.key('kind', 20),
    projectId: column.id('project_id'),
    parentId: column.id('parent_id'),
    name: column.key('name', 255),
    status: column.key('status', 20, { nullable: true }),
    languageCode: column.key('language_code', 10, { nullable: true }),
    contentHash: column.key('content_hash', 64, { nullable: true }),
    variables: column.json('variables', { nullable: true }),
    literals: column.json('literals', { nullable: true }),
    text: column.text('text', { nullable: true }),
    textState: column.key('text_state', 10),
    beganAt: column.time('began_at'),
    validTo: column.time('valid_to'),
  },
  indices: {
    ix_past_state_parent: ['tenantId', 'parentId', 'kind', 'validTo'],
    ix_past_state_project: ['tenantId', 'projectId'],
  },
  foreignKeys: {
    fk_past_state_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

/** The moment from which on the past states of a project are complete, where it is older than they are. */
export interface HistoryStartRow {
  readonly tenantId: string;
  readonly projectId: string;
  readonly keptSince: Date;
}

export const HistoryStartTable = table<HistoryStartRow>({
  name: 'prompts_history_start',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    projectId: column.id('project_id', { primary: true }),
    keptSince: column.time('kept_since'),
  },
  foreignKeys: {
    fk_history_start_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
