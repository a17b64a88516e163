import { Not, type FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import { wholeList } from '#platform/persistence/whole-list';
import { heldRows } from '#platform/persistence/held-rows';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Counts } from '#shared/audit';
import { chunks } from '#shared/chunks';
import { StaleRevision } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import { openingsIn } from '../../../template/domain/placeholder-count';
import type { ReleasedTags, TaggedContent } from '../../application/released-tags.port';
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
import { VersionInUse, VersionNotFound, VersionTaken } from '../../domain/version-errors';
import { requireShortPrompt } from './prompt-length';
import { retainReleased } from './retain-released';
import { TranslationTable, weighed } from './translation.table';
import { referAnew, textsOf } from './version-texts';
import { VersionTranslations } from './version-translations';
import { VersionTable, type VersionRow } from './version.table';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;
/** Rows of one INSERT, which is made in one turn of the event loop. */
const BATCH_SIZE = 100;
const ITS_TRANSLATIONS = 'SELECT 1 FROM prompts_translation t WHERE t.tenant_id = version.tenant_id AND t.version_id = version.id';
const IN_LANGUAGE = `(LOWER(version.language_code) = :language OR EXISTS (${ITS_TRANSLATIONS} AND LOWER(t.language_code) = :language))`;
const ITS_ROWS = {
  versions: 'prompts_version WHERE tenant_id = ? AND id = ?',
  translations: 'prompts_translation WHERE tenant_id = ? AND version_id = ?',
};

export class TypeOrmVersionRepository extends VersionRepository {
  readonly #translations: VersionTranslations;

  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
    private readonly releasedTags: ReleasedTags,
  ) {
    super();
    this.#translations = new VersionTranslations(session);
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
    for (const some of chunks(translations, BATCH_SIZE)) {
      await writer.createQueryBuilder().insert().into(TranslationTable).values(some.map(weighed)).updateEntity(false).execute();
      if (translations.length > BATCH_SIZE) await nextTurn();
    }
    await this.releasedTags.requireOwn(taggedBy(version));
    await this.references.add(textsOf(state, translations));
  }

  async update({ state: before }: Version, after: Version): Promise<void> {
    const { state } = after;
    // What a version is of never changes; writing it again costs nothing and cannot forget a field.
    const { tenantId, id, versionTag, ...content } = state;
    const changed = { ...content, placeholders: openingsIn(state.promptText) };
    const result = await this.session.writer.getRepository(VersionTable).update({ tenantId, id, revision: before.revision }, changed);
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    if (before.contentHash !== state.contentHash && state.activatedAt === null) await this.releasedTags.requireOwn(taggedBy(after));
    await referAnew(this.references, before, state, () => this.#translations.whole(tenantId, [id], Infinity));
  }

  async remove({ state }: Version): Promise<Counts> {
    const { tenantId, id, promptId, versionTag, contentHash, activatedAt, revision } = state;
    const { versions: _itself, ...removed } = await heldRows(this.session.writer, ITS_ROWS, [tenantId, id]);
    await retainReleased(this.session.writer, tenantId, 'id', id);
    const result = await this.session.guarded({ fk_pointer_version: () => new VersionInUse(versionTag) }, () =>
      this.session.writer.getRepository(VersionTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    if (activatedAt !== null) await this.releasedTags.keep({ tenantId, promptId, parentId: promptId, versionTag, contentHash });
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

  requireShort(tenantId: string, promptId: string): Promise<void> {
    return requireShortPrompt(this.session.reader, tenantId, promptId);
  }

  async list(tenantId: string, promptId: string): Promise<Version[]> {
    const rows = this.session.reader.createQueryBuilder(VersionTable, 'version').where({ tenantId, promptId });
    rows.orderBy('version.createdAt', 'DESC').addOrderBy('version.id', 'DESC');
    return (await wholeList(rows, { expression: 'version.id', property: 'id' }, { mostBytes: Infinity })).map(restored);
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

  translations(tenantId: string, versionIds: readonly string[]): Promise<TranslationState[]> {
    return this.#translations.whole(tenantId, versionIds);
  }

  statedTranslations(tenantId: string, versionIds: readonly string[]): Promise<StatedTranslation[]> {
    return this.#translations.stated(tenantId, versionIds);
  }

  translationsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationHead[]> {
    return this.#translations.headsIn(tenantId, versionIds, languages);
  }

  translationTexts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    return this.#translations.texts(tenantId, ids);
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

const taggedBy = (version: Version): TaggedContent => {
  const { tenantId, promptId, versionTag } = version.state;
  return { tenantId, promptId, parentId: promptId, versionTag, contentHash: version.releasedHash() };
};
