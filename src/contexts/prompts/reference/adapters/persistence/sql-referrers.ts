import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { Referrers, type PointedVersion, type Referrer, type VersionInOrder, type VersionPlace } from '../../application/referrers.port';
import { askedInChunks } from './asked-in-chunks';

const PLACE = `c.id AS projectId, c.slug AS projectSlug, p.id AS promptId, p.slug AS promptSlug,
  v.id AS versionId, v.version_tag AS versionTag, v.status AS status`;
// CROSS JOIN is an inner join that SQLite executes in this order, beginning with the references. Without statistics it might begin at the
// other end, and read all references of a project for each of its prompts.
const PLACED = `CROSS JOIN prompts_prompt p ON p.tenant_id = v.tenant_id AND p.id = v.prompt_id
  CROSS JOIN catalog_project c ON c.tenant_id = p.tenant_id AND c.id = p.project_id`;
const TARGET = `r.target_project AS targetProject, r.target AS target, r.target_tag AS targetTag`;

interface AssetRow extends Omit<Referrer, 'asset'> {
  readonly assetId: string;
  readonly assetKey: string;
  readonly assetVersionId: string;
  readonly assetVersionTag: string;
  readonly shownTag: string | null;
}

export class SqlReferrers extends Referrers {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async ofPrompts(tenantId: string, slugs: readonly string[]): Promise<Referrer[]> {
    const own = await this.#each<Omit<Referrer, 'asset'>>(
      `SELECT DISTINCT ${PLACE}, ${TARGET} FROM prompts_reference r
       CROSS JOIN prompts_version v ON v.tenant_id = r.tenant_id AND v.id = r.version_id ${PLACED}
       WHERE r.tenant_id = ? AND r.kind = 'prompt' AND r.target IN`,
      tenantId,
      slugs,
    );
    const shown = await this.#each<AssetRow>(
      `SELECT DISTINCT ${PLACE}, ${TARGET}, a.id AS assetId, a.asset_key AS assetKey, w.id AS assetVersionId,
         w.version_tag AS assetVersionTag, s.target_tag AS shownTag FROM prompts_reference r
       CROSS JOIN prompts_asset_version w ON w.tenant_id = r.tenant_id AND w.id = r.asset_version_id
       CROSS JOIN prompts_asset a ON a.tenant_id = w.tenant_id AND a.id = w.asset_id
       CROSS JOIN prompts_reference s ON s.tenant_id = r.tenant_id AND s.prompt_id = r.prompt_id AND s.kind = 'asset' AND s.target = a.asset_key
       CROSS JOIN prompts_version v ON v.tenant_id = s.tenant_id AND v.id = s.version_id ${PLACED}
       WHERE r.tenant_id = ? AND r.kind = 'prompt' AND r.target IN`,
      tenantId,
      slugs,
    );
    return [
      ...own.map((row) => inProject({ ...row, asset: null })),
      ...shown.map(({ assetId, assetKey: key, assetVersionId: versionId, assetVersionTag: versionTag, shownTag, ...row }) =>
        inProject({ ...row, asset: { assetId, key, versionId, versionTag, shownTag } }),
      ),
    ];
  }

  ofAsset(tenantId: string, promptId: string, key: string): Promise<(VersionPlace & { readonly shownTag: string | null })[]> {
    return this.session.reader.query(
      `SELECT DISTINCT ${PLACE}, r.target_tag AS shownTag FROM prompts_reference r
       CROSS JOIN prompts_version v ON v.tenant_id = r.tenant_id AND v.id = r.version_id ${PLACED}
       WHERE r.tenant_id = ? AND r.prompt_id = ? AND r.kind = 'asset' AND r.target = ?`,
      [tenantId, promptId, key],
    );
  }

  versions(tenantId: string, promptIds: readonly string[]): Promise<VersionInOrder[]> {
    return this.#inOrder('prompts_version', 'prompt_id', tenantId, promptIds);
  }

  assetVersions(tenantId: string, assetIds: readonly string[]): Promise<VersionInOrder[]> {
    return this.#inOrder('prompts_asset_version', 'asset_id', tenantId, assetIds);
  }

  async pointed(tenantId: string, promptIds: readonly string[]): Promise<PointedVersion[]> {
    const rows = await this.#each<Omit<PointedVersion, 'environment'> & PointedVersion['environment']>(
      `SELECT t.prompt_id AS promptId, t.version_id AS versionId, e.id AS id, e.name AS name FROM prompts_pointer t
       JOIN catalog_environment e ON e.tenant_id = t.tenant_id AND e.id = t.environment_id
       WHERE t.tenant_id = ? AND t.prompt_id IN`,
      tenantId,
      promptIds,
    );
    return rows.map(({ promptId, versionId, id, name }) => ({ promptId, versionId, environment: { id, name } }));
  }

  #inOrder(table: string, parent: string, tenantId: string, parentIds: readonly string[]): Promise<VersionInOrder[]> {
    return this.#each(
      `SELECT v.id AS id, v.${parent} AS parentId, v.version_tag AS versionTag, v.status AS status FROM ${table} v
       WHERE v.tenant_id = ? AND v.${parent} IN`,
      tenantId,
      parentIds,
      'ORDER BY v.created_at DESC, v.id DESC',
    );
  }

  #each<Row>(sql: string, tenantId: string, values: readonly string[], end = ''): Promise<Row[]> {
    return askedInChunks<Row>(this.session, { sql, before: [tenantId], values, end });
  }
}

const inProject = (referrer: Referrer): Referrer => ({ ...referrer, targetProject: referrer.targetProject || referrer.projectSlug });
