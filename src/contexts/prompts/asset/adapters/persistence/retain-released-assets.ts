import type { EntityManager } from 'typeorm';

const INTO = `INSERT INTO prompts_retained_text
  (tenant_id, id, project_id, kind, version_id, version_tag, is_translation, language_code, text, variables, literals)`;
const RELEASED = `EXISTS (SELECT 1 FROM prompts_pointer_history h WHERE h.tenant_id = v.tenant_id AND h.version_id = v.id)`;

/** Keeps what goes now and was ever released to an environment, with its translations: that one version, or all of an asset. */
export async function retainReleasedAssets(writer: EntityManager, tenantId: string, of: 'id' | 'asset_id', id: string): Promise<void> {
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
