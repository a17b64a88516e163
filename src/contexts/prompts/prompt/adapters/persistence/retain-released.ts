import type { EntityManager } from 'typeorm';

const INTO = `INSERT INTO prompts_retained_text
  (tenant_id, id, project_id, kind, version_id, version_tag, is_translation, language_code, text, variables, literals)`;
const RELEASED = `EXISTS (SELECT 1 FROM prompts_pointer_history h WHERE h.tenant_id = v.tenant_id AND h.version_id = v.id)`;

/**
 * Keeps what goes now and an environment ever pointed at, with its translations: that one version, or all of a prompt. Texts that
 * were served stay known; everything else of them goes. Once for all engines, and no text comes here.
 */
export async function retainReleased(writer: EntityManager, tenantId: string, of: 'id' | 'prompt_id', id: string): Promise<void> {
  await writer.query(
    `${INTO} SELECT v.tenant_id, v.id, v.project_id, 'prompt', v.id, v.version_tag, 0, v.language_code, v.prompt_text, v.variables, v.literals
     FROM prompts_version v WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
  await writer.query(
    `${INTO} SELECT v.tenant_id, t.id, v.project_id, 'prompt', v.id, v.version_tag, 1, t.language_code, t.prompt_text, NULL, NULL
     FROM prompts_translation t JOIN prompts_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
     WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
  if (of === 'id') return;
  await writer.query(
    `${INTO} SELECT v.tenant_id, v.id, v.project_id, 'asset', v.id, v.version_tag, 0, v.language_code, v.value, NULL, NULL
     FROM prompts_asset_version v WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
  await writer.query(
    `${INTO} SELECT v.tenant_id, t.id, v.project_id, 'asset', v.id, v.version_tag, 1, t.language_code, t.value, NULL, NULL
     FROM prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
     WHERE v.tenant_id = ? AND v.${of} = ? AND ${RELEASED}`,
    [tenantId, id],
  );
}
