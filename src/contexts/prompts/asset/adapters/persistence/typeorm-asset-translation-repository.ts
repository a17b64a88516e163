import { LessThanOrEqual, MoreThan } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import { beginsLike } from '#platform/persistence/begins-like';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import { wholeList, type Bound } from '#platform/persistence/whole-list';
import { chunks } from '#shared/chunks';
import { StaleRevision } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import type { StatedTranslation } from '../../../prompt/application/version-repository.port';
import { languagePart } from '../../../template/domain/language';
import {
  ASSET_TRANSLATION_LIST,
  AssetTranslationRepository,
  type AssetTranslationHead,
} from '../../application/asset-translation-repository.port';
import { AssetTranslation, AssetTranslationTaken, type AssetTranslationState } from '../../domain/asset-translation';
import { AssetVersionNotFound } from '../../domain/asset-version-errors';
import { AssetTranslationTextTable } from './asset-translation-text.table';
import { AssetTranslationTable, weighed } from './asset-translation.table';
import { AssetVersionTable } from './asset-version.table';

const TRANSLATIONS = { what: 'The translations have', instead: 'read fewer versions at once with limit, or …/translations in pages' };
/** Rows of one INSERT, which is made in one turn of the event loop. */
const BATCH_SIZE = 100;

export class TypeOrmAssetTranslationRepository extends AssetTranslationRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
  }

  async add({ state }: AssetTranslation): Promise<void> {
    const refused = {
      uq_asset_translation_language: () => new AssetTranslationTaken(state.languageCode),
      fk_asset_translation_version: () => new AssetVersionNotFound(null),
    };
    await this.session.guarded(refused, () => this.#insert([state]));
  }

  async addAll(translations: readonly AssetTranslation[]): Promise<void> {
    for (const some of chunks(translations, BATCH_SIZE)) {
      await this.#insert(some.map(({ state }) => state));
      if (translations.length > BATCH_SIZE) await nextTurn();
    }
  }

  async update({ state }: AssetTranslation, before: AssetTranslation): Promise<void> {
    const { tenantId, id, languageCode, revision, value, sourceHash, updatedAt } = state;
    const result = await this.session.writer
      .getRepository(AssetTranslationTable)
      .update({ tenantId, id, revision: before.state.revision }, weighed({ revision, value, sourceHash, updatedAt }));
    if (result.affected === 0) throw staleOf(languageCode);
    await this.#keep(before.state, updatedAt);
    await this.#index([state]);
  }

  async remove({ state }: AssetTranslation, now: Date): Promise<void> {
    const { tenantId, id, languageCode, revision } = state;
    const result = await this.session.writer.getRepository(AssetTranslationTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw staleOf(languageCode);
    await this.#keep(state, now);
    await this.references.remove(tenantId, id);
  }

  async find(tenantId: string, versionId: string, languageCode: string): Promise<AssetTranslation | null> {
    const row = await this.session.reader.getRepository(AssetTranslationTable).findOneBy({ tenantId, versionId, languageCode });
    // MySQL does not tell 'a' from 'a '.
    return row?.languageCode === languageCode ? AssetTranslation.restore(row) : null;
  }

  ofVersions(tenantId: string, versionIds: readonly string[]): Promise<AssetTranslation[]> {
    return this.#whole(tenantId, versionIds, { reading: TRANSLATIONS });
  }

  ofChanged(tenantId: string, versionId: string): Promise<AssetTranslation[]> {
    return this.#whole(tenantId, [versionId], { mostBytes: Infinity });
  }

  async stated(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    if (versionIds.length === 0) return [];
    const { reader } = this.session;
    const select = { versionId: true, languageCode: true, sourceHash: true, updatedAt: true };
    const where = { tenantId, versionId: among(reader, versionIds) };
    return reader.getRepository(AssetTranslationTable).find({ select, where, order: { languageCode: 'ASC', id: 'ASC' } });
  }

  async ofVersionsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<AssetTranslationHead[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(AssetTranslationTable, 'translation')
      .select(['translation.tenantId', 'translation.id', 'translation.versionId', 'translation.languageCode'])
      .where({ tenantId, versionId: among(reader, versionIds), languageCode: beginsLike(reader, languages.map(languagePart)) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    return withWeight(rows, 'value');
  }

  async values(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const select = { tenantId: true, id: true, value: true };
    const rows = await reader.getRepository(AssetTranslationTable).find({ select, where: { tenantId, id: among(reader, ids) } });
    return new Map(rows.map((row) => [row.id, row.value]));
  }

  async page(tenantId: string, versionId: string, sourceHash: string, query: ListQuery): Promise<Page<AssetTranslation>> {
    const { state } = query.filters;
    const rows = this.session.reader.createQueryBuilder(AssetTranslationTable, 'translation').where({ tenantId, versionId });
    if (state !== undefined) rows.andWhere(`translation.sourceHash ${state === 'current' ? '=' : '<>'} :sourceHash`, { sourceHash });
    return mapPage(await pageOf(rows, ASSET_TRANSLATION_LIST, query), (row) => AssetTranslation.restore(row));
  }

  async asOf(tenantId: string, versionId: string, at: Date): Promise<AssetTranslation[]> {
    const { reader } = this.session;
    // In this order: what is replaced between the two reads is found twice, and not missed.
    const present = await reader.getRepository(AssetTranslationTable).findBy({ tenantId, versionId, updatedAt: LessThanOrEqual(at) });
    const past = await reader
      .getRepository(AssetTranslationTextTable)
      .findBy({ tenantId, versionId, validFrom: LessThanOrEqual(at), validTo: MoreThan(at) });
    const states = [
      ...past.map(({ validTo: _validTo, translationId: id, validFrom: updatedAt, ...row }) => ({ ...row, id, updatedAt })),
      ...present,
    ];
    return [...new Map(states.map((each) => [each.id, each])).values()]
      .toSorted((a, b) => (a.languageCode < b.languageCode ? -1 : 1))
      .map((state) => AssetTranslation.restore(state));
  }

  async #insert(rows: AssetTranslationState[]): Promise<void> {
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(AssetTranslationTable)
      .values(rows.map(weighed))
      .updateEntity(false)
      .execute();
    const referring = rows.filter((each) => each.value.includes('{{'));
    if (referring.length > 0) await this.#index(referring);
  }

  async #index(translations: readonly AssetTranslationState[]): Promise<void> {
    const tenantId = translations[0]?.tenantId ?? '';
    const select = { id: true, projectId: true, promptId: true };
    const where = {
      tenantId,
      id: among(
        this.session.reader,
        translations.map((each) => each.versionId),
      ),
    };
    const versions = await this.session.reader.getRepository(AssetVersionTable).find({ select, where });
    const places = new Map(versions.map(({ id, projectId, promptId }) => [id, { tenantId, projectId, promptId }]));
    const texts = translations.flatMap(({ id, versionId, value: text }) => {
      const place = places.get(versionId);
      return place ? [{ ...place, id, versionId: null, assetVersionId: versionId, text, literals: [] }] : [];
    });
    await this.references.replace(texts);
  }

  async #keep({ id: translationId, updatedAt: validFrom, ...state }: AssetTranslationState, validTo: Date): Promise<void> {
    await this.session.writer
      .createQueryBuilder()
      .insert()
      .into(AssetTranslationTextTable)
      .values({ ...state, translationId, validFrom, validTo })
      .updateEntity(false)
      .execute();
  }

  async #whole(tenantId: string, versionIds: readonly string[], bound: Bound): Promise<AssetTranslation[]> {
    if (versionIds.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(AssetTranslationTable, 'translation')
      .where({ tenantId, versionId: among(reader, versionIds) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    const found = await wholeList(rows, { expression: 'translation.id', property: 'id' }, bound);
    return found.map((row) => AssetTranslation.restore(row));
  }
}

const staleOf = (languageCode: string): StaleRevision => new StaleRevision('Asset translation', languageCode);
