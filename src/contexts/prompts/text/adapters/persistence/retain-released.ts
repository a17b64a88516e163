import type { EntityManager } from 'typeorm';

const INTO = `INSERT INTO prompts_retained_text
  (tenant_id, id, project_id, kind, version_id, version_tag, is_translation, language_code, text, variables, literals)`;
const RELEASED = `EXISTS (SELECT 1 FROM prompts_pointer_history h WHERE h.tenant_id = v.tenant_id AND h.version_id = v.id)`;

const SOURCES = {
  prompt: { versions: 'prompts_version', translations: 'prompts_translation', text: 'prompt_text', contract: 'v.variables, v.literals' },
  asset: { versions: 'prompts_asset_version', translations: 'prompts_asset_translation', text: 'value', contract: 'NULL, NULL' },
} as const;

/**
 * Keeps texts that are about to be deleted and that an environment ever pointed at, with their translations: those of one version, or of a
 * whole prompt or asset. All other data of them is removed. The statements are the same on all engines, and no text passes through this
 * process.
 */
export async function retainReleased(
  writer: EntityManager,
  kind: keyof typeof SOURCES,
  of: 'id' | 'prompt_id' | 'asset_id',
  tenantId: string,
  id: string,
): Promise<void> {
  const { versions, translations, text, contract } = SOURCES[kind];
  await writer.query(
    `${INTO} SELECT v.tenant_id, v.id, v.project_id, '${kind}', v.id, v.version_tag, 0, v.language_code, v.${text}, ${contract}
     FROM ${versions} v WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
  await writer.query(
    `${INTO} SELECT v.tenant_id, t.id, v.project_id, '${kind}', v.id, v.version_tag, 1, t.language_code, t.${text}, NULL, NULL
     FROM ${translations} t JOIN ${versions} v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
     WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
}
