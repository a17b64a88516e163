import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { References, type PromptPlace, type StoredReference } from '../../application/references.port';
import { askedInChunks } from './asked-in-chunks';

const MEANT = 'r.kind AS kind, r.target_project AS project, r.target AS target, r.target_tag AS tag, r.target_language AS language';

export class SqlReferences extends References {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  ofVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]> {
    const sql = `SELECT DISTINCT r.version_id AS versionId, ${MEANT} FROM prompts_reference r WHERE r.tenant_id = ? AND r.version_id IN`;
    return this.#upTo(most, sql, tenantId, versionIds);
  }

  ofAssetVersions(tenantId: string, versionIds: readonly string[], most: number): Promise<StoredReference[]> {
    const sql = `SELECT DISTINCT r.asset_version_id AS versionId, ${MEANT} FROM prompts_reference r
      WHERE r.tenant_id = ? AND r.kind = 'prompt' AND r.asset_version_id IN`;
    return this.#upTo(most, sql, tenantId, versionIds);
  }

  places(tenantId: string, project: string, prompts: readonly string[]): Promise<PromptPlace[]> {
    const sql = `SELECT c.id AS projectId, c.slug AS projectSlug, p.id AS promptId, p.slug AS promptSlug FROM catalog_project c
      JOIN prompts_prompt p ON p.tenant_id = c.tenant_id AND p.project_id = c.id
      WHERE c.tenant_id = ? AND c.slug = ? AND p.slug IN`;
    return askedInChunks(this.session, { sql, before: [tenantId, project], values: prompts });
  }

  async #upTo(most: number, sql: string, tenantId: string, values: readonly string[]): Promise<StoredReference[]> {
    const rows = await askedInChunks<StoredReference>(this.session, { sql, before: [tenantId], values, end: `LIMIT ${most}` });
    return rows.slice(0, most);
  }
}
