import { In, type FindOptionsWhere } from 'typeorm';
import { pageOf } from '#platform/persistence/list';
import { beginsLike } from '#platform/persistence/begins-like';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { chunks } from '#shared/chunks';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference/application/reference-index.port';
import { languagePart } from '../../../resolution/domain/language';
import { VERSION_LIST, VersionRepository, type VersionTag } from '../../application/version-repository.port';
import { PromptNotFound } from '../../domain/prompt';
import type { TranslationState } from '../../domain/translation';
import { Version, type VersionState } from '../../domain/version';
import { VersionInUse, VersionTaken } from '../../domain/version-errors';
import { retainReleased } from './retain-released';
import { TranslationTable } from './translation.table';
import { VersionTable, type VersionRow } from './version.table';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;
/** Rows of one INSERT. */
const WRITTEN_TOGETHER = 500;
const ITS_TRANSLATIONS = 'SELECT 1 FROM prompts_translation t WHERE t.tenant_id = version.tenant_id AND t.version_id = version.id';
const IN_LANGUAGE = `(LOWER(version.language_code) = :language OR EXISTS (${ITS_TRANSLATIONS} AND LOWER(t.language_code) = :language))`;

export class TypeOrmVersionRepository extends VersionRepository {
  constructor(
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
  ) {
    super();
  }

  async add({ state, translations }: Version): Promise<void> {
    const { writer } = this.session;
    const refused = { uq_version_tag: () => new VersionTaken(state.versionTag), fk_version_prompt: () => new PromptNotFound(null) };
    await this.session.guarded(refused, () =>
      writer.createQueryBuilder().insert().into(VersionTable).values(state).updateEntity(false).execute(),
    );
    for (const some of chunks(translations, WRITTEN_TOGETHER))
      await writer.createQueryBuilder().insert().into(TranslationTable).values(some).updateEntity(false).execute();
    await this.references.add(textsOf(state, translations));
  }

  async update({ state }: Version): Promise<void> {
    // What a version is of never changes; writing it again costs nothing and cannot forget a field.
    const { tenantId, id, versionTag, revision, ...changed } = state;
    const result = await this.session.writer
      .getRepository(VersionTable)
      .update({ tenantId, id, revision: revision - 1 }, { revision, ...changed });
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    if (state.status === 'draft') await this.references.replace(textsOf(state, await this.translations(tenantId, [id])));
    else if (state.status === 'active') await this.#use(state);
  }

  async remove({ state: { tenantId, id, versionTag, revision } }: Version): Promise<void> {
    await retainReleased(this.session.writer, tenantId, 'id', id);
    const result = await this.session.guarded({ fk_pointer_version: () => new VersionInUse(versionTag) }, () =>
      this.session.writer.getRepository(VersionTable).delete({ tenantId, id, revision }),
    );
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
  }

  async lock({ state }: Version): Promise<void> {
    const { tenantId, id, versionTag, revision } = state;
    // An update that changes nothing takes the row's lock on every engine; SQLite knows no SELECT … FOR UPDATE.
    const result = await this.session.writer.getRepository(VersionTable).update({ tenantId, id, revision }, { revision });
    if (result.affected === 0) throw new StaleRevision('Version', versionTag);
    await this.#use(state);
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
    const rows = await this.session.reader.getRepository(VersionTable).findBy({ tenantId, projectId, id: In([...ids]) });
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

  async newestServedOf(tenantId: string, promptIds: readonly string[]): Promise<Version[]> {
    if (promptIds.length === 0) return [];
    // Without the texts: which of them is served is found out first.
    const candidates = await this.session.reader.getRepository(VersionTable).find({
      select: { id: true, promptId: true, status: true },
      where: { tenantId, promptId: In([...promptIds]), status: In(['active', 'draft']) },
      order: NEWEST_FIRST,
    });
    const served = new Map<string, (typeof candidates)[number]>();
    for (const each of candidates) {
      const known = served.get(each.promptId);
      if (!known || (known.status !== 'active' && each.status === 'active')) served.set(each.promptId, each);
    }
    return this.byIds(
      tenantId,
      [...served.values()].map((each) => each.id),
    );
  }

  async byTags(tenantId: string, wanted: readonly Pick<VersionTag, 'promptId' | 'versionTag'>[]): Promise<Version[]> {
    if (wanted.length === 0) return [];
    const where = wanted.map(({ promptId, versionTag }) => ({ tenantId, promptId, versionTag }));
    const rows = await this.session.reader.getRepository(VersionTable).findBy(where);
    const named = new Set(wanted.map((each) => each.versionTag));
    return rows.filter((row) => named.has(row.versionTag)).map(restored);
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<Version[]> {
    if (ids.length === 0) return [];
    const rows = await this.session.reader.getRepository(VersionTable).findBy({ tenantId, id: In([...ids]) });
    return rows.map(restored);
  }

  async list(tenantId: string, promptId: string): Promise<Version[]> {
    const rows = await this.session.reader.getRepository(VersionTable).find({ where: { tenantId, promptId }, order: NEWEST_FIRST });
    return rows.map(restored);
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
    // Never both: each has its index, and the other one would be read from end to end.
    const where = { tenantId, ...(promptIds ? { promptId: In([...promptIds]) } : { projectId }) };
    return this.session.reader.getRepository(VersionTable).find({ select, where, order: NEWEST_FIRST });
  }

  async activeTags(tenantId: string, promptId: string): Promise<string[]> {
    const rows = await this.session.reader
      .getRepository(VersionTable)
      .find({ select: { versionTag: true }, where: { tenantId, promptId, status: 'active' } });
    return rows.map((each) => each.versionTag);
  }

  async translations(tenantId: string, versionIds: readonly string[]): Promise<TranslationState[]> {
    if (versionIds.length === 0) return [];
    return this.session.reader
      .getRepository(TranslationTable)
      .find({ where: { tenantId, versionId: In([...versionIds]) }, order: { languageCode: 'ASC', id: 'ASC' } });
  }

  async translationsIn(tenantId: string, versionIds: readonly string[], languages: readonly string[]): Promise<TranslationState[]> {
    if (versionIds.length === 0 || languages.length === 0) return [];
    return this.session.reader.getRepository(TranslationTable).find({
      where: { tenantId, versionId: In([...versionIds]), languageCode: beginsLike(languages.map(languagePart)) },
      order: { languageCode: 'ASC', id: 'ASC' },
    });
  }

  /** Nobody takes away what the text refers to while the version comes into use. */
  async #use({ tenantId, promptText }: VersionState): Promise<void> {
    if (promptText.includes('{{')) await this.references.use(tenantId);
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

/** The version's own text and its translations; its literals hold for all of them. */
const textsOf = ({ tenantId, id, projectId, promptId, promptText, literals }: VersionState, translations: readonly TranslationState[]) => {
  const place = { tenantId, projectId, promptId, versionId: id, assetVersionId: null, literals };
  return [{ ...place, id, text: promptText }, ...translations.map((each) => ({ ...place, id: each.id, text: each.promptText }))];
};
