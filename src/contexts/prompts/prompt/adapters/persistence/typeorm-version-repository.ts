import { Not, type FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import { wholeList } from '#platform/persistence/whole-list';
import { beginsLike } from '#platform/persistence/begins-like';
import { KeptTags } from '#platform/persistence/kept-tags';
import { heldRows } from '#platform/persistence/held-rows';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { withWeight } from '#platform/persistence/stored-bytes';
import type { Counts } from '#shared/audit';
import { chunks } from '#shared/chunks';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference/application/reference-index.port';
import { languagePart } from '../../../resolution/domain/language';
import { openingsIn } from '../../../resolution/domain/placeholder-count';
import {
  VERSION_LIST,
  VersionRepository,
  type StatedTranslation,
  type TextWeight,
  type TranslationHead,
  type VersionTag,
} from '../../application/version-repository.port';
import { PromptNotFound } from '../../domain/prompt';
import type { TranslationState } from '../../domain/translation';
import { Version, type VersionState } from '../../domain/version';
import { VersionInUse, VersionNotFound, VersionTagUsed, VersionTaken } from '../../domain/version-errors';
import { retainReleased } from './retain-released';
import { TranslationTable, weighed } from './translation.table';
import { referAnew, textsOf } from './version-texts';
import { VersionTable, type VersionRow } from './version.table';

const RELEASED_TAGS = new KeptTags('prompts_released_tag');
const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;
/** Rows of one INSERT. */
const WRITTEN_TOGETHER = 500;
const ITS_TRANSLATIONS = 'SELECT 1 FROM prompts_translation t WHERE t.tenant_id = version.tenant_id AND t.version_id = version.id';
const IN_LANGUAGE = `(LOWER(version.language_code) = :language OR EXISTS (${ITS_TRANSLATIONS} AND LOWER(t.language_code) = :language))`;
const ITS_ROWS = {
  versions: 'prompts_version WHERE tenant_id = ? AND id = ?',
  translations: 'prompts_translation WHERE tenant_id = ? AND version_id = ?',
};

export class TypeOrmVersionRepository extends VersionRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
  }

  async add(version: Version): Promise<void> {
    const { state, translations } = version;
    const { writer } = this.session;
    const refused = { uq_version_tag: () => new VersionTaken(state.versionTag), fk_version_prompt: () => new PromptNotFound(null) };
    await this.session.guarded(refused, () =>
      writer
        .createQueryBuilder()
        .insert()
        .into(VersionTable)
        .values({ ...state, placeholders: openingsIn(state.promptText) })
        .updateEntity(false)
        .execute(),
    );
    for (const some of chunks(translations, WRITTEN_TOGETHER))
      await writer.createQueryBuilder().insert().into(TranslationTable).values(some.map(weighed)).updateEntity(false).execute();
    await this.#requireOwnTag(version);
    await this.references.add(textsOf(state, translations));
  }

  async update({ state: before }: Version, after: Version): Promise<void> {
    const { state } = after;
    // What a version is of never changes; writing it again costs nothing and cannot forget a field.
    const { tenantId, id, versionTag, ...content } = state;
    const changed = { ...content, placeholders: openingsIn(state.promptText) };
    const result = await this.session.writer.getRepository(VersionTable).update({ tenantId, id, revision: before.revision }, changed);
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    if (before.contentHash !== state.contentHash && state.activatedAt === null) await this.#requireOwnTag(after);
    await referAnew(this.references, before, state, () => this.translations(tenantId, [id]));
  }

  async remove({ state }: Version): Promise<Counts> {
    const { tenantId, id, promptId, versionTag, contentHash, activatedAt, revision } = state;
    const { versions: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    await retainReleased(this.session.writer, tenantId, 'id', id);
    const result = await this.session.guarded({ fk_pointer_version: () => new VersionInUse(versionTag) }, () =>
      this.session.writer.getRepository(VersionTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    if (activatedAt !== null)
      await RELEASED_TAGS.keep(this.session.writer, { tenantId, parentId: promptId, versionTag, contentHash }, promptId);
    return removed;
  }

  /** Nobody takes away what it or its translations refer to either. */
  async lock({ state }: Version): Promise<void> {
    const { tenantId, id, versionTag, revision } = state;
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(VersionTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    await this.references.use(tenantId);
  }

  async hold({ state: { tenantId, id } }: Version): Promise<Version> {
    await this.session.writer.getRepository(VersionTable).update({ tenantId, id }, { revision: () => 'revision' });
    const now = await this.#newestOf({ tenantId, id });
    if (!now) throw new VersionNotFound(null);
    return now;
  }

  async findByTag(tenantId: string, promptId: string, versionTag: string): Promise<Version | null> {
    const found = await this.#newestOf({ tenantId, promptId, versionTag });
    // MySQL does not tell 'a' from 'a '.
    return found?.state.versionTag === versionTag ? found : null;
  }

  findById(tenantId: string, promptId: string, id: string): Promise<Version | null> {
    return this.#newestOf({ tenantId, promptId, id });
  }

  async ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<Version[]> {
    if (ids.length === 0) return [];
    const rows = await this.session.reader.getRepository(VersionTable).findBy({ tenantId, projectId, id: among(this.session.reader, ids) });
    return rows.map(restored);
  }

  async firstLanguage(tenantId: string, promptId: string): Promise<string | null> {
    const select = { languageCode: true };
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    const row = await this.session.reader.getRepository(VersionTable).findOne({ select, where: { tenantId, promptId }, order });
    return row?.languageCode ?? null;
  }

  newest(tenantId: string, promptId: string): Promise<Version | null> {
    return this.#newestOf({ tenantId, promptId });
  }

  async newestServed(tenantId: string, promptId: string): Promise<Version | null> {
    const active = await this.#newestOf({ tenantId, promptId, status: 'active' });
    return active ?? this.#newestOf({ tenantId, promptId, status: 'draft' });
  }

  async newestServedOf(tenantId: string, promptIds: readonly string[]): Promise<string[]> {
    if (promptIds.length === 0) return [];
    const candidates = await this.session.reader.getRepository(VersionTable).find({
      select: { id: true, promptId: true, status: true },
      where: { tenantId, promptId: among(this.session.reader, promptIds), status: Not('archived' as const) },
      order: NEWEST_FIRST,
    });
    const served = new Map<string, (typeof candidates)[number]>();
    for (const each of candidates) {
      const known = served.get(each.promptId);
      if (!known || (known.status !== 'active' && each.status === 'active')) served.set(each.promptId, each);
    }
    return [...served.values()].map((each) => each.id);
  }

  async tagged(tenantId: string, wanted: readonly Pick<VersionTag, 'promptId' | 'versionTag'>[]): Promise<VersionTag[]> {
    const select = { id: true, promptId: true, versionTag: true };
    const { reader } = this.session;
    const [promptIds, tags] = [new Set(wanted.map((each) => each.promptId)), new Set(wanted.map((each) => each.versionTag))];
    const where = { tenantId, promptId: among(reader, promptIds), versionTag: among(reader, tags) };
    const rows = wanted.length === 0 ? [] : await reader.getRepository(VersionTable).find({ select, where });
    const pairs = new Set(wanted.map((each) => `${each.promptId} ${each.versionTag}`));
    return rows.filter((row) => pairs.has(`${row.promptId} ${row.versionTag}`));
  }

  async weightOf(tenantId: string, ids: readonly string[]): Promise<TextWeight> {
    if (ids.length === 0) return { bytes: 0, placeholders: 0 };
    const { reader } = this.session;
    const rows = reader.createQueryBuilder(VersionTable, 'version').where({ tenantId, id: among(reader, ids) });
    const sums = rows.select('SUM(OCTET_LENGTH(version.promptText))', 'bytes').addSelect('SUM(version.placeholders)', 'placeholders');
    const sum = await sums.getRawOne<Record<keyof TextWeight, number | string | null>>();
    return { bytes: Number(sum?.bytes ?? 0), placeholders: Number(sum?.placeholders ?? 0) };
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<Version[]> {
    if (ids.length === 0) return [];
    const rows = await this.session.reader.getRepository(VersionTable).findBy({ tenantId, id: among(this.session.reader, ids) });
    return rows.map(restored);
  }

  async list(tenantId: string, promptId: string): Promise<Version[]> {
    const rows = this.session.reader.createQueryBuilder(VersionTable, 'version').where({ tenantId, promptId });
    rows.orderBy('version.createdAt', 'DESC').addOrderBy('version.id', 'DESC');
    // A prompt shows all of its versions, however many there are.
    return (await wholeList(rows, { expression: 'version.id', property: 'id' }, Infinity)).map(restored);
  }

  async page(tenantId: string, promptId: string, query: ListQuery): Promise<Page<Version>> {
    const { status, language } = query.filters;
    const rows = this.session.reader.createQueryBuilder(VersionTable, 'version').where({ tenantId, promptId });
    if (status !== undefined) rows.andWhere({ status });
    if (language !== undefined) rows.andWhere(IN_LANGUAGE, { language: language.toLowerCase() });
    return mapPage(await pageOf(rows, VERSION_LIST, query), restored);
  }

  tagsOf(tenantId: string, projectId: string, promptIds: readonly string[] | null): Promise<VersionTag[]> {
    const select = { id: true, promptId: true, versionTag: true };
    // Without the project, by which an index would find all of it.
    const where = promptIds ? { tenantId, promptId: among(this.session.reader, promptIds) } : { tenantId, projectId };
    return this.session.reader.getRepository(VersionTable).find({ select, where, order: NEWEST_FIRST });
  }

  async activeTags(tenantId: string, promptIds: readonly string[]): Promise<Pick<VersionTag, 'promptId' | 'versionTag'>[]> {
    if (promptIds.length === 0) return [];
    return this.session.reader.getRepository(VersionTable).find({
      select: { promptId: true, versionTag: true },
      where: { tenantId, promptId: among(this.session.reader, promptIds), status: 'active' },
    });
  }

  async translations(tenantId: string, versionIds: readonly string[]): Promise<TranslationState[]> {
    if (versionIds.length === 0) return [];
    return this.session.reader
      .getRepository(TranslationTable)
      .find({ where: { tenantId, versionId: among(this.session.reader, versionIds) }, order: { languageCode: 'ASC', id: 'ASC' } });
  }

  async statedTranslations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    if (versionIds.length === 0) return [];
    const { reader } = this.session;
    const select = { versionId: true, languageCode: true, sourceHash: true, updatedAt: true };
    const where = { tenantId, versionId: among(reader, versionIds) };
    return reader.getRepository(TranslationTable).find({ select, where, order: { languageCode: 'ASC', id: 'ASC' } });
  }

  async translationsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    const { reader } = this.session;
    const rows = reader
      .createQueryBuilder(TranslationTable, 'translation')
      .select(['translation.tenantId', 'translation.id', 'translation.versionId', 'translation.languageCode'])
      .where({ tenantId, versionId: among(reader, versionIds), languageCode: beginsLike(reader, languages.map(languagePart)) })
      .orderBy({ 'translation.languageCode': 'ASC', 'translation.id': 'ASC' });
    return withWeight(rows, 'promptText');
  }

  async translationTexts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { reader } = this.session;
    const select = { tenantId: true, id: true, promptText: true };
    const rows = await reader.getRepository(TranslationTable).find({ select, where: { tenantId, id: among(reader, ids) } });
    return new Map(rows.map((row) => [row.id, row.promptText]));
  }

  async #requireOwnTag(version: Version): Promise<void> {
    const { tenantId, promptId: parentId, versionTag } = version.state;
    const tagged = { tenantId, parentId, versionTag, contentHash: version.releasedHash() };
    if (await RELEASED_TAGS.nameOther(this.session.writer, tagged)) throw new VersionTagUsed(versionTag);
  }

  async #newestOf(where: FindOptionsWhere<VersionRow>): Promise<Version | null> {
    const row = await this.session.reader.getRepository(VersionTable).findOne({ where, order: NEWEST_FIRST });
    return row && restored(row);
  }
}

/** Rows from before the column was there: what a version declared is all that it has. */
const restored = (row: VersionRow): Version => {
  const state = row as VersionState;
  return Version.restore({ ...state, variablesDeclared: row.variablesDeclared ?? state.variables.length > 0 });
};
