import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import { pageOf } from '#platform/persistence/list';
import { matchingNames } from '#platform/persistence/matching-names';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { PAGE } from '#platform/persistence/whole-list';
import { SystemClock } from '#platform/system/clock-and-ids';
import type { Counts } from '#shared/audit';
import type { Clock } from '#shared/clock.port';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { PromptNotFound } from '../../../prompt/domain/prompt';
import { ASSET_LIST, AssetRepository, type AssetKey, type AssetReader } from '../../application/asset-repository.port';
import { Asset, AssetInUse, AssetTaken, type AssetState } from '../../domain/asset';
import { AssetTable } from './asset.table';
import { keepAssets, keepRemoved } from '../../../text/adapters/persistence/keep-past';
import { PastAssets } from './past-assets';
import { retainReleased } from '../../../text/adapters/persistence/retain-released';

const BY_KEY = { key: 'ASC', id: 'ASC' } as const;
const ITS_ROWS = {
  assets: 'prompts_asset WHERE tenant_id = ? AND id = ?',
  assetVersions: 'prompts_asset_version WHERE tenant_id = ? AND asset_id = ?',
  assetTranslations: `prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id
    WHERE v.tenant_id = ? AND v.asset_id = ?`,
};

export class TypeOrmAssetRepository extends AssetRepository {
  readonly #assets: TableStore<AssetState, Asset>;

  constructor(
    private readonly session: PersistenceSession,
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
    this.#assets = session.store(AssetTable, {
      restore: (row) => Asset.restore(row),
      stale: ({ key }) => new StaleRevision('Asset', key),
      constant: ['projectId', 'promptId', 'key', 'createdAt'],
      taken: { uq_asset_key: ({ key }) => new AssetTaken(key), fk_asset_prompt: () => new PromptNotFound(null) },
      held: { fk_pointer_asset_version: ({ key }) => new AssetInUse(key) },
    });
  }

  add({ state }: Asset): Promise<void> {
    return this.#assets.insert(state);
  }

  async update({ state }: Asset): Promise<void> {
    await this.#assets.lock({ ...state, revision: state.revision - 1 });
    await keepAssets(this.session.writer, 'id', { ...state, now: state.updatedAt });
    await this.#assets.update(state);
  }

  async remove({ state }: Asset): Promise<Counts> {
    const { tenantId, id } = state;
    const { assets: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    await retainReleased(this.session.writer, 'asset', 'asset_id', tenantId, id);
    const now = this.clock.now();
    await keepRemoved(this.session.writer, 'asset', 'asset_id', { tenantId, id, now });
    await keepAssets(this.session.writer, 'id', { tenantId, id, now });
    await this.#assets.remove(state);
    return removed;
  }

  async findByKey(tenantId: string, promptId: string, key: string): Promise<Asset | null> {
    const found = await this.#assets.find({ tenantId, promptId, key });
    // MySQL treats 'a' and 'a ' as equal.
    return found?.state.key === key ? found : null;
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<Asset[]> {
    return ids.length === 0 ? [] : this.#assets.list({ tenantId, id: ids }, {}, PAGE);
  }

  names(tenantId: string, ids: readonly string[], search: string | null): Promise<Map<string, string>> {
    const { reader } = this.session;
    const rows = reader.createQueryBuilder(AssetTable, 'asset').where({ tenantId, id: among(reader, ids) });
    return matchingNames(rows, { id: 'id', name: 'key', search: ['key', 'name'] }, search, ids.length);
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
    // MySQL treats 'a' and 'a ' as equal.
    return rows.filter((row) => named.has(row.key));
  }

  at(time: Date): AssetReader {
    return new PastAssets(this.session, time);
  }

  async listOfPrompts(tenantId: string, promptIds: readonly string[]): Promise<Asset[]> {
    if (promptIds.length === 0) return [];
    const { reader } = this.session;
    const rows = await reader.getRepository(AssetTable).find({ where: { tenantId, promptId: among(reader, promptIds) }, order: BY_KEY });
    return rows.map((row) => Asset.restore(row));
  }
}
