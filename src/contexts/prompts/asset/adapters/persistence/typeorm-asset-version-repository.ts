import { Not, type FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import { wholeList } from '#platform/persistence/whole-list';
import { bytesOf, requireShortDetail } from '#platform/persistence/detail-length';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import { heldRows } from '#platform/persistence/held-rows';
import type { Counts } from '#shared/audit';
import { StaleRevision } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReleasedTags, TaggedContent } from '../../../prompt/application/released-tags.port';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import {
  ASSET_VERSION_LIST,
  AssetVersionRepository,
  type AssetVersionHead,
  type AssetVersionTag,
} from '../../application/asset-version-repository.port';
import { AssetNotFound } from '../../domain/asset';
import { AssetVersion, type AssetVersionState } from '../../domain/asset-version';
import { AssetVersionInUse, AssetVersionNotFound, AssetVersionTaken } from '../../domain/asset-version-errors';
import { AssetVersionTable, weighed } from './asset-version.table';
import { retainReleasedAssets } from './retain-released-assets';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;
const ITS_TRANSLATIONS = 'SELECT 1 FROM prompts_asset_translation t WHERE t.tenant_id = version.tenant_id AND t.version_id = version.id';
const IN_LANGUAGE = `(version.language_code = :languageCode OR EXISTS (${ITS_TRANSLATIONS} AND t.language_code = :languageCode))`;
const OF_ASSET = 'WHERE v.tenant_id = ? AND v.asset_id = ?';
const DETAIL_LENGTHS = [
  bytesOf(['v.value', 'v.change_message'], `prompts_asset_version v ${OF_ASSET}`),
  bytesOf(
    ['t.value'],
    `prompts_asset_translation t JOIN prompts_asset_version v ON v.tenant_id = t.tenant_id AND v.id = t.version_id ${OF_ASSET}`,
  ),
];
const ITS_ROWS = {
  assetVersions: 'prompts_asset_version WHERE tenant_id = ? AND id = ?',
  assetTranslations: 'prompts_asset_translation WHERE tenant_id = ? AND version_id = ?',
};

export class TypeOrmAssetVersionRepository extends AssetVersionRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
    private readonly releasedTags: ReleasedTags,
  ) {
    super();
  }

  async add({ state }: AssetVersion): Promise<void> {
    const refused = {
      uq_asset_version_tag: () => new AssetVersionTaken(state.versionTag),
      fk_asset_version_asset: () => new AssetNotFound(null),
    };
    await this.session.guarded(refused, () =>
      this.session.writer.createQueryBuilder().insert().into(AssetVersionTable).values(weighed(state)).updateEntity(false).execute(),
    );
    await this.releasedTags.requireOwn(taggedBy(state));
    await this.references.add([textOf(state)]);
  }

  async update({ state: before }: AssetVersion, { state }: AssetVersion): Promise<void> {
    // What a version is of never changes; writing it again costs nothing and cannot forget a field.
    const { tenantId, id, versionTag, ...changed } = state;
    const result = await this.session.writer
      .getRepository(AssetVersionTable)
      .update({ tenantId, id, revision: before.revision }, weighed(changed));
    if (result.affected === 0) throw staleOf(versionTag);
    if (before.contentHash !== state.contentHash) await this.releasedTags.requireOwn(taggedBy(state));
    // Also of an archived one, which texts show that name its tag.
    if (before.value !== state.value) await this.references.replace([textOf(state)]);
    // Its translations, which stay as they are, come into use with it.
    if (before.status !== state.status && state.status !== 'archived') await this.references.use(tenantId);
  }

  async remove({ state }: AssetVersion): Promise<Counts> {
    const { tenantId, id, versionTag, activatedAt, revision } = state;
    const { assetVersions: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    await retainReleasedAssets(this.session.writer, tenantId, 'id', id);
    const result = await this.session.guarded({ fk_pointer_asset_version: () => new AssetVersionInUse(versionTag) }, () =>
      this.session.writer.getRepository(AssetVersionTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw staleOf(versionTag);
    if (activatedAt !== null) await this.releasedTags.keep(taggedBy(state));
    return removed;
  }

  async lock({ state: { tenantId, id, versionTag, revision } }: AssetVersion): Promise<void> {
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(AssetVersionTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw staleOf(versionTag);
  }

  async hold({ state: { tenantId, id } }: AssetVersion): Promise<AssetVersion> {
    await this.session.writer.getRepository(AssetVersionTable).update({ tenantId, id }, { revision: () => 'revision' });
    const now = await this.#newestOf({ tenantId, id });
    if (!now) throw new AssetVersionNotFound(null);
    return now;
  }

  async findByTag(tenantId: string, assetId: string, versionTag: string): Promise<AssetVersion | null> {
    const found = await this.#newestOf({ tenantId, assetId, versionTag });
    // MySQL does not tell 'a' from 'a '.
    return found?.state.versionTag === versionTag ? found : null;
  }

  findById(tenantId: string, id: string): Promise<AssetVersion | null> {
    return this.#newestOf({ tenantId, id });
  }

  newest(tenantId: string, assetId: string): Promise<AssetVersion | null> {
    return this.#newestOf({ tenantId, assetId });
  }

  ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<AssetVersion[]> {
    return this.#all({ tenantId, projectId, id: among(this.session.reader, ids) }, ids.length);
  }

  async newestServedOf(tenantId: string, assetIds: readonly string[]): Promise<AssetVersionHead[]> {
    if (assetIds.length === 0) return [];
    const select = { id: true, assetId: true, status: true };
    const where = { tenantId, assetId: among(this.session.reader, assetIds), status: Not('archived' as const) };
    const rows = await this.session.reader.getRepository(AssetVersionTable).find({ select, where, order: NEWEST_FIRST });
    const served = [...groupedBy(rows, (each) => each.assetId).values()].flatMap(
      (newestFirst) => newestFirst.find((each) => each.status === 'active') ?? newestFirst[0] ?? [],
    );
    return this.headsOf(
      tenantId,
      served.map((each) => each.id),
    );
  }

  async withTags(tenantId: string, assetIds: readonly string[], versionTags: readonly string[]): Promise<AssetVersionHead[]> {
    if (assetIds.length === 0 || versionTags.length === 0) return [];
    const { reader } = this.session;
    return this.#heads({ tenantId, assetId: among(reader, assetIds), versionTag: among(reader, versionTags) });
  }

  async headsOf(tenantId: string, ids: readonly string[]): Promise<AssetVersionHead[]> {
    return ids.length === 0 ? [] : this.#heads({ tenantId, id: among(this.session.reader, ids) });
  }

  async values(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const select = { tenantId: true, id: true, value: true };
    const rows = await reader.getRepository(AssetVersionTable).find({ select, where: { tenantId, id: among(reader, ids) } });
    return new Map(rows.map((row) => [row.id, row.value]));
  }

  requireShort(tenantId: string, assetId: string): Promise<void> {
    const instead = 'read the versions in pages from GET /projects/{project}/prompts/{prompt}/assets/{asset}/versions?limit=…';
    return requireShortDetail(this.session.reader, DETAIL_LENGTHS, [tenantId, assetId], instead);
  }

  async list(tenantId: string, assetId: string): Promise<AssetVersion[]> {
    const rows = this.session.reader.createQueryBuilder(AssetVersionTable, 'version').where({ tenantId, assetId });
    rows.orderBy('version.createdAt', 'DESC').addOrderBy('version.id', 'DESC');
    // Answers are judged before, by requireShort; exports have a limit of their own.
    return (await wholeList(rows, { expression: 'version.id', property: 'id' }, { mostBytes: Infinity })).map((row) =>
      AssetVersion.restore(row),
    );
  }

  async page(tenantId: string, assetId: string, query: ListQuery): Promise<Page<AssetVersion>> {
    const { status, languageCode } = query.filters;
    const rows = this.session.reader.createQueryBuilder(AssetVersionTable, 'version').where({ tenantId, assetId });
    if (status !== undefined) rows.andWhere({ status });
    if (languageCode !== undefined) rows.andWhere(IN_LANGUAGE, { languageCode });
    return mapPage(await pageOf(rows, ASSET_VERSION_LIST, query), (row) => AssetVersion.restore(row));
  }

  tagsOf(tenantId: string, promptId: string, assetIds: readonly string[] | null): Promise<AssetVersionTag[]> {
    const select = { id: true, assetId: true, versionTag: true, status: true, createdAt: true };
    const where = { tenantId, promptId, ...(assetIds && { assetId: among(this.session.reader, assetIds) }) };
    return this.session.reader.getRepository(AssetVersionTable).find({ select, where, order: NEWEST_FIRST });
  }

  #heads(where: FindOptionsWhere<AssetVersionState>): Promise<AssetVersionHead[]> {
    const columns = ['tenantId', 'id', 'assetId', 'versionTag', 'status', 'languageCode'];
    const rows = this.session.reader
      .createQueryBuilder(AssetVersionTable, 'version')
      .select(columns.map((each) => `version.${each}`))
      .where(where)
      .orderBy({ 'version.createdAt': 'DESC', 'version.id': 'DESC' });
    return withWeight(rows, 'value');
  }

  /** Newest first; `atMost` 0 asks nothing. */
  async #all(where: FindOptionsWhere<AssetVersionState>, atMost = 1): Promise<AssetVersion[]> {
    if (atMost === 0) return [];
    const rows = await this.session.reader.getRepository(AssetVersionTable).find({ where, order: NEWEST_FIRST });
    return rows.map((row) => AssetVersion.restore(row));
  }

  async #newestOf(where: FindOptionsWhere<AssetVersionState>): Promise<AssetVersion | null> {
    const row = await this.session.reader.getRepository(AssetVersionTable).findOne({ where, order: NEWEST_FIRST });
    return row && AssetVersion.restore(row);
  }
}

const staleOf = (versionTag: string): StaleRevision => new StaleRevision('Asset version', versionTag);

const taggedBy = ({ tenantId, promptId, assetId: parentId, versionTag, contentHash }: AssetVersionState): TaggedContent => ({
  tenantId,
  promptId,
  parentId,
  versionTag,
  contentHash,
});

/** Which of its placeholders are literals is up to the version that shows it. */
const textOf = ({ tenantId, id, projectId, promptId, value }: AssetVersionState) => ({
  tenantId,
  id,
  projectId,
  promptId,
  versionId: null,
  assetVersionId: id,
  text: value,
  literals: [],
});
