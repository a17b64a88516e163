import type { FindOptionsWhere } from 'typeorm';
import { among } from '#platform/persistence/among';
import { heldRows } from '#platform/persistence/held-rows';
import { bytesOf, requireShortDetail } from '#platform/persistence/detail-length';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { SystemClock } from '#platform/system/clock-and-ids';
import type { Counts } from '#shared/audit';
import { chunks } from '#shared/chunks';
import type { Clock } from '#shared/clock.port';
import { StaleRevision } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ReferenceIndex } from '../../../reference-index/application/reference-index.port';
import type { TextVersionReader } from '../../application/text-version-repository.port';
import type { ReleasedTags, TaggedContent } from '../../application/released-tags.port';
import {
  TextVersionRepository,
  type ServedVersion,
  type TaggedVersion,
  type VersionHead,
  type VersionTag,
} from '../../application/text-version-repository.port';
import { SERVED_STATUSES } from '../../domain/served-version';
import { TextVersionInUse, TextVersionNotFound, TextVersionTaken } from '../../domain/text-errors';
import type { TextTranslation } from '../../domain/text-translation';
import { TextVersion, type TextVersionState } from '../../domain/text-version';
import { referring, reindex } from './referring-texts';
import { keepChanged, keepRemoved } from './keep-past';
import { PastVersions } from './past-versions';
import { retainReleased } from './retain-released';
import { translationRules, weighed, type TextTables, type TranslationRow, type VersionRow } from './text-tables';
import { VersionHeads } from './version-heads';

const NEWEST_FIRST = { createdAt: 'DESC', id: 'DESC' } as const;
/** The number of rows in one INSERT, which takes one turn of the event loop. */
const BATCH_SIZE = 100;

/** The versions of one kind of text, in the tables of that kind. */
export class TypeOrmTextVersionRepository<Tag extends VersionTag = VersionTag> extends TextVersionRepository<Tag> {
  readonly #versions: TableStore<VersionRow, TextVersion>;
  readonly #heads: VersionHeads;
  readonly #translations: TableStore<TranslationRow, TextTranslation>;

  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
    private readonly references: ReferenceIndex,
    private readonly releasedTags: ReleasedTags,
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
    const { kind, constraints } = tables;
    this.#translations = session.store(tables.translations, translationRules(tables));
    this.#versions = session.store(tables.versions, {
      restore: (row) => this.#restored(row),
      stale: ({ versionTag }) => new StaleRevision(kind.words.version, versionTag),
      // The prompt or asset of a version never changes.
      constant: ['versionTag', 'createdAt'],
      taken: {
        [constraints.tag]: ({ versionTag }) => new TextVersionTaken(kind, versionTag),
        [constraints.parent]: () => tables.parentGone(),
      },
      held: { [constraints.pointer]: ({ versionTag }) => new TextVersionInUse(kind, versionTag) },
    });
    this.#heads = new VersionHeads(tables, this.#versions);
  }

  async add(version: TextVersion, translations: readonly TextTranslation[] = []): Promise<void> {
    await this.#versions.insert(this.#rowOf(version.state));
    const states = translations.map(({ state }) => state);
    for (const some of chunks(states, BATCH_SIZE)) {
      await this.#translations.insertAll(some.map(weighed));
      if (states.length > BATCH_SIZE) await nextTurn();
    }
    await this.releasedTags.requireOwn(taggedBy(version));
    await this.references.add(referring(version, [version.state, ...states]));
  }

  async update(before: TextVersion, after: TextVersion): Promise<void> {
    const { state } = after;
    await this.#versions.update(this.#rowOf(state));
    await keepChanged(this.session, before, after);
    if (before.state.contentHash !== state.contentHash && before.releasedHash() !== after.releasedHash())
      await this.releasedTags.requireOwn(taggedBy(after));
    const { tenantId, id: versionId } = state;
    await reindex(this.references, before, after, () => this.#translations.list({ tenantId, versionId }));
  }

  async remove(version: TextVersion): Promise<Counts> {
    const { tenantId, id, activatedAt } = version.state;
    const { kind, counted, versions, translations } = this.tables;
    const rows = {
      [counted.version]: `${versions.options.name} WHERE tenant_id = ? AND id = ?`,
      [counted.translations]: `${translations.options.name} WHERE tenant_id = ? AND version_id = ?`,
    };
    const { [counted.version]: _itself, ...removed } = await heldRows(this.session.writer, rows, [tenantId, id]);
    await retainReleased(this.session.writer, kind.name, 'id', tenantId, id);
    await keepRemoved(this.session.writer, kind.name, 'id', { tenantId, id, now: this.clock.now() });
    await this.#versions.remove(this.#rowOf(version.state));
    if (activatedAt !== null) await this.releasedTags.keep(taggedBy(version));
    return removed;
  }

  /** Also locks the texts that the version and its translations refer to, so that none of them is removed. */
  async lock({ state }: TextVersion): Promise<void> {
    await this.#versions.lock(this.#rowOf(state));
    await this.references.use(state.tenantId);
  }

  async hold({ state: { tenantId, id } }: TextVersion): Promise<TextVersion> {
    await this.#versions.hold({ tenantId, id });
    const now = await this.#versions.find({ tenantId, id });
    if (!now) throw new TextVersionNotFound(this.tables.kind, null);
    return now;
  }

  async findByTag(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null> {
    const found = await this.#versions.find({ tenantId, parentId, versionTag });
    // MySQL compares 'a' and 'a ' as equal.
    return found?.state.versionTag === versionTag ? found : null;
  }

  findById(tenantId: string, parentId: string, id: string): Promise<TextVersion | null> {
    return this.#versions.find({ tenantId, parentId, id });
  }

  newest(tenantId: string, parentId: string): Promise<TextVersion | null> {
    return this.#versions.find({ tenantId, parentId }, NEWEST_FIRST);
  }

  async newestServed(tenantId: string, parentId: string): Promise<TextVersion | null> {
    for (const status of SERVED_STATUSES) {
      const newest = await this.#versions.find({ tenantId, parentId, status }, NEWEST_FIRST);
      if (newest) return newest;
    }
    return null;
  }

  async ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<TextVersion[]> {
    return ids.length === 0 ? [] : this.#inOneStatement({ tenantId, projectId, id: among(this.session.reader, ids) });
  }

  async byIds(tenantId: string, ids: readonly string[]): Promise<TextVersion[]> {
    return ids.length === 0 ? [] : this.#inOneStatement({ tenantId, id: among(this.session.reader, ids) });
  }

  servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]> {
    return this.#heads.servedOf(tenantId, parentIds);
  }

  tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]> {
    return this.#heads.tagged(tenantId, wanted);
  }

  headsOf(tenantId: string, ids: readonly string[]): Promise<VersionHead[]> {
    return this.#heads.of(tenantId, ids);
  }

  texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
    return this.#heads.texts(tenantId, ids);
  }

  firstLanguage(tenantId: string, parentId: string): Promise<string | null> {
    return this.#heads.firstLanguage(tenantId, parentId);
  }

  activeTags(tenantId: string, parentIds: readonly string[]): Promise<TaggedVersion[]> {
    return this.#heads.activeTags(tenantId, parentIds);
  }

  tagsOf(tenantId: string, scopeId: string, parentIds: readonly string[] | null): Promise<Tag[]> {
    return this.#heads.tagsOf<Tag>(tenantId, scopeId, parentIds);
  }

  requireShort(tenantId: string, parentId: string): Promise<void> {
    const { columns, versions, translations, pages } = this.tables;
    const own = `WHERE v.tenant_id = ? AND v.${columns.parent} = ?`;
    const joined = `${translations.options.name} t JOIN ${versions.options.name} v ON v.tenant_id = t.tenant_id AND v.id = t.version_id ${own}`;
    const long = columns.long.map((each) => `v.${each}`);
    const lengths = [bytesOf(long, `${versions.options.name} v ${own}`), bytesOf([`t.${columns.text}`], joined)];
    return requireShortDetail(this.session.reader, lengths, [tenantId, parentId], `read the versions in pages from GET ${pages}?limit=…`);
  }

  list(tenantId: string, parentId: string): Promise<TextVersion[]> {
    return this.#versions.list({ tenantId, parentId }, NEWEST_FIRST);
  }

  page(tenantId: string, parentId: string, query: ListQuery): Promise<Page<TextVersion>> {
    const { language, lists, translations } = this.tables;
    const { status, [language.filter]: wanted } = query.filters;
    return this.#versions.page({ tenantId, parentId }, lists.versions, query, (rows) => {
      if (status !== undefined) rows.andWhere({ status });
      if (wanted === undefined) return;
      const code = (alias: string): string => (language.anyCase ? `LOWER(${alias}.language_code)` : `${alias}.language_code`);
      const of = `t.tenant_id = listed.tenant_id AND t.version_id = listed.id AND ${code('t')} = :language`;
      const translated = `EXISTS (SELECT 1 FROM ${translations.options.name} t WHERE ${of})`;
      rows.andWhere(`(${code('listed')} = :language OR ${translated})`, { language: language.anyCase ? wanted.toLowerCase() : wanted });
    });
  }

  at(time: Date): TextVersionReader {
    return new PastVersions(this.tables, this.session, this, time);
  }

  /** A resolve and a release need a fixed number of statements, whatever the number and length of the texts. */
  async #inOneStatement(where: FindOptionsWhere<VersionRow>): Promise<TextVersion[]> {
    const rows = await this.session.reader.getRepository(this.tables.versions).findBy(where);
    return rows.map((row) => this.#restored(row));
  }

  #rowOf(state: TextVersionState): VersionRow {
    return weighed(this.tables.toRow(state));
  }

  #restored(row: VersionRow): TextVersion {
    return TextVersion.restore(this.tables.kind, this.tables.toState(row));
  }
}

const taggedBy = (version: TextVersion): TaggedContent => {
  const { tenantId, promptId, parentId, versionTag } = version.state;
  return { tenantId, promptId, parentId, versionTag, contentHash: version.releasedHash() };
};
