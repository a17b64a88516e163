import type { EntityManager } from 'typeorm';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TextVersion } from '../../domain/text-version';
import { PastStateTable, type PastTextState } from './past-state.table';

const INTO = `INSERT INTO prompts_past_state (tenant_id, id, revision, kind, project_id, parent_id, name, status, language_code, content_hash,
  variables, literals, text, text_state, began_at, valid_to)`;
const SERVED = `(v.activated_at IS NOT NULL OR EXISTS
  (SELECT 1 FROM prompts_pointer_history h WHERE h.tenant_id = v.tenant_id AND h.version_id = v.id))`;

const SOURCES = {
  prompt: {
    ...{ versions: 'prompts_version', translations: 'prompts_translation', history: 'prompts_translation_revision' },
    ...{ parent: 'prompt_id', text: 'prompt_text', contract: 'v.variables, v.literals' },
  },
  asset: {
    ...{ versions: 'prompts_asset_version', translations: 'prompts_asset_translation', history: 'prompts_asset_translation_text' },
    ...{ parent: 'asset_id', text: 'value', contract: 'NULL, NULL' },
  },
} as const;

/**
 * Keeps what a version was before it changed, where anything changed that a resolve reads. An earlier text is kept when the version was
 * ever active: drafts may hold what nobody was meant to see, and their earlier texts go.
 */
export async function keepChanged(
  session: PersistenceSession,
  { state: before }: TextVersion,
  { state: after }: TextVersion,
): Promise<void> {
  if (before.status === after.status && before.contentHash === after.contentHash) return;
  const { tenantId, id, revision, projectId, parentId, versionTag: name, status, languageCode, contentHash, createdAt: beganAt } = before;
  const textState: PastTextState = before.text === after.text ? 'later' : before.activatedAt ? 'kept' : 'gone';
  await session.rows(PastStateTable).insert({
    ...{ tenantId, id, revision, kind: 'version', projectId, parentId, name, status, languageCode, contentHash },
    variables: before.variables,
    literals: before.literals,
    text: textState === 'kept' ? before.text : null,
    textState,
    beganAt,
    validTo: after.updatedAt,
  });
}

/**
 * Keeps versions that are about to be removed with their translations: one version, or all of a prompt or an asset. The texts of those that
 * were ever active or pointed at stay; the others leave their names only, so that nothing else is taken for what was served then.
 */
export async function keepRemoved(
  writer: EntityManager,
  kind: keyof typeof SOURCES,
  of: 'id' | 'prompt_id' | 'asset_id',
  { tenantId, id, now }: Going,
): Promise<void> {
  const { versions, translations, history, parent, text, contract } = SOURCES[kind];
  const kept = (column: string): string => `CASE WHEN ${SERVED} THEN ${column} END, CASE WHEN ${SERVED} THEN 'kept' ELSE 'gone' END`;
  const these = `v.tenant_id = ? AND v.${of} = ?`;
  const end = timeOf(writer, now);
  const translated = (alias: string, id: string): string =>
    `${alias}.tenant_id, ${alias}.${id}, ${alias}.revision, 'translation', v.project_id, v.id, ${alias}.language_code, NULL,
     ${alias}.language_code, NULL, NULL, NULL, ${kept(`${alias}.${text}`)}`;
  await writer.query(
    `${INTO} SELECT v.tenant_id, v.id, v.revision, 'version', v.project_id, v.${parent}, v.version_tag, v.status, v.language_code,
       v.content_hash, ${contract}, ${kept(`v.${text}`)}, v.created_at, ? FROM ${versions} v WHERE ${these}`,
    [end, tenantId, id],
  );
  await writer.query(
    `${INTO} SELECT ${translated('t', 'id')}, t.updated_at, ? FROM ${translations} t
     JOIN ${versions} v ON v.tenant_id = t.tenant_id AND v.id = t.version_id WHERE ${these}`,
    [end, tenantId, id],
  );
  await writer.query(
    `${INTO} SELECT ${translated('t', 'translation_id')}, t.valid_from, t.valid_to FROM ${history} t
     JOIN ${versions} v ON v.tenant_id = t.tenant_id AND v.id = t.version_id WHERE ${these}`,
    [tenantId, id],
  );
}

interface Going {
  readonly tenantId: string;
  readonly id: string;
  readonly now: Date;
}

/** Keeps an asset, or all of a prompt, before it changes or is removed. */
export async function keepAssets(writer: EntityManager, of: 'id' | 'prompt_id', { tenantId, id, now }: Going): Promise<void> {
  await writer.query(
    `${INTO} SELECT tenant_id, id, revision, 'asset', project_id, prompt_id, asset_key, CASE WHEN enabled THEN 'enabled' ELSE 'disabled' END,
       NULL, NULL, NULL, NULL, NULL, 'later', created_at, ? FROM prompts_asset WHERE tenant_id = ? AND ${of} = ?`,
    [timeOf(writer, now), tenantId, id],
  );
}

/** Keeps a prompt before it is removed. */
export async function keepPrompt(writer: EntityManager, { tenantId, id, now }: Going): Promise<void> {
  await writer.query(
    `${INTO} SELECT tenant_id, id, revision, 'prompt', project_id, project_id, slug, NULL, NULL, NULL, NULL, NULL, NULL, 'later', created_at, ?
     FROM prompts_prompt WHERE tenant_id = ? AND id = ?`,
    [timeOf(writer, now), tenantId, id],
  );
}

/** As the engine stores a time; statements in words bind no properties. */
function timeOf(writer: EntityManager, time: Date): unknown {
  const column = writer.dataSource.getMetadata(PastStateTable).findColumnWithPropertyName('validTo');
  if (!column) throw new Error('past states have an end');
  return writer.dataSource.driver.preparePersistentValue(time, column);
}
