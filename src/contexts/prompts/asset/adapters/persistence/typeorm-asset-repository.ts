import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { PromptNotFound } from '../../../prompt/domain/prompt';
import { ASSET_LIST, AssetRepository, type AssetKey } from '../../application/asset-repository.port';
import { Asset, AssetInUse, AssetTaken } from '../../domain/asset';
import { AssetTable } from './asset.table';
import { retainReleasedAssets } from './retain-released-assets';

const BY_KEY = { key: 'ASC', id: 'ASC' } as const;
const ITS_ROWS = {
  assets: 'prompts_asset WHERE tenant_id = ? AND id = ?',
  assetVersions: 'prompts_asset_version WHERE tenant_id = ? AND asset_id = ?',
  assetTranslations: `prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
    WHERE v.tenant_id = ? AND v.asset_id = ?`,
};

export class TypeOrmAssetRepository extends AssetRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: Asset): Promise<void> {
    const refused = { uq_asset_key: () => new AssetTaken(state.key), fk_asset_prompt: () => new PromptNotFound(null) };
    await this.session.guarded(refused, () =>
      this.session.writer.createQueryBuilder().insert().into(AssetTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: Asset): Promise<void> {
    const { tenantId, id, key, revision, name, category, enabled, updatedAt } = state;
    const result = await this.session.writer
      .getRepository(AssetTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, name, category, enabled, updatedAt });
    if (result.affected === 0) throw new StaleRevision('Asset', key);
  }

  async remove({ state: { tenantId, id, key, revision } }: Asset): Promise<Counts> {
    const { assets: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    await retainReleasedAssets(this.session.writer, tenantId, 'asset_id', id);
    const result = await this.session.guarded({ fk_pointer_asset_version: () => new AssetInUse(key) }, () =>
      this.session.writer.getRepository(AssetTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Asset', key);
    return removed;
  }

  async findByKey(tenantId: string, promptId: string, key: string): Promise<Asset | null> {
    const row = await this.session.reader.getRepository(AssetTable).findOneBy({ tenantId, promptId, key });
    // MySQL does not tell 'a' from 'a '.
    return row?.key === key ? Asset.restore(row) : null;
  }

  async page(tenantId: string, promptId: string, query: ListQuery): Promise<Page<Asset>> {
    const { category, enabled } = query.filters;
    const rows = this.session.reader.createQueryBuilder(AssetTable, 'asset').where({ tenantId, promptId });
    if (category !== undefined) rows.andWhere({ category });
    if (enabled !== undefined) rows.andWhere({ enabled: enabled === 'true' });
    return mapPage(await pageOf(rows, ASSET_LIST, query), (row) => Asset.restore(row));
  }

  listOfPrompt(tenantId: string, promptId: string): Promise<Asset[]> {
    return this.listOfPrompts(tenantId, [promptId]);
  }

  async withKeys(tenantId: string, promptIds: readonly string[], keys: readonly string[]): Promise<AssetKey[]> {
    if (promptIds.length === 0 || keys.length === 0) return [];
    const { reader } = this.session;
    const select = { tenantId: true, id: true, promptId: true, key: true, enabled: true };
    const where = { tenantId, promptId: among(reader, promptIds), key: among(reader, keys) };
    const rows = await reader.getRepository(AssetTable).find({ select, where });
    const named = new Set(keys);
    // MySQL does not tell 'a' from 'a '.
    return rows.filter((row) => named.has(row.key));
  }

  async listOfPrompts(tenantId: string, promptIds: readonly string[]): Promise<Asset[]> {
    if (promptIds.length === 0) return [];
    const rows = await this.session.reader
      .getRepository(AssetTable)
      .find({ where: { tenantId, promptId: among(this.session.reader, promptIds) }, order: BY_KEY });
    return rows.map((row) => Asset.restore(row));
  }
}
