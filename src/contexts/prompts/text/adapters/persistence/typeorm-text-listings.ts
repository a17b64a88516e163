import type { SelectQueryBuilder } from 'typeorm';
import { among } from '#platform/persistence/among';
import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { PAGE } from '#platform/persistence/whole-list';
import { StaleRevision } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { MarketplaceStatus } from '../../../marketplace/domain/listing';
import { PENDING_LIST, TextListings, type PendingHead, type PublishedHead } from '../../application/text-listings.port';
import { TextVersion } from '../../domain/text-version';
import type { TextTables, VersionRow } from './text-tables';

/** The number of heads that one turn of the event loop reads. */
const SLICE = 500;
const HEAD = ['tenantId', 'id', 'parentId', 'createdAt'] as const;
const PENDING = [
  'tenantId',
  'id',
  'projectId',
  'parentId',
  'versionTag',
  'languageCode',
  'contentHash',
  'marketplaceRequestedAt',
  'marketplaceRequesterId',
] as const;
const columnsOf = (properties: readonly string[]): string[] => properties.map((each) => `listed.${each}`);

/** Reads the listings of one kind of text; `ix_…_marketplace` covers all but the texts of a page. */
export class TypeOrmTextListings extends TextListings {
  readonly #versions: TableStore<VersionRow, TextVersion>;

  constructor(
    private readonly tables: TextTables,
    private readonly session: PersistenceSession,
  ) {
    super();
    const { kind } = tables;
    this.#versions = session.store(tables.versions, {
      restore: (row) => TextVersion.restore(kind, tables.toState(row)),
      stale: ({ versionTag }) => new StaleRevision(kind.words.version, versionTag),
      constant: [],
      taken: {},
      held: {},
    });
  }

  async *published(
    tenantId: string,
    { languageCode, descending }: { readonly languageCode: string | null; readonly descending: boolean },
  ): AsyncGenerator<readonly PublishedHead[]> {
    for (let last: PublishedHead | undefined; ;) {
      const rows = this.#listed(tenantId, 'PUBLISHED').select(columnsOf(HEAD));
      if (languageCode !== null) this.#speaking(rows, languageCode);
      const [order, sign] = descending ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
      if (last) {
        const { createdAt, id } = last;
        // The first condition lets the database use the index, which does not support OR.
        rows.andWhere(`listed.createdAt ${sign}= :createdAt AND (listed.createdAt ${sign} :createdAt OR listed.id ${sign} :id)`, {
          createdAt,
          id,
        });
      }
      const heads: PublishedHead[] = await rows.orderBy('listed.createdAt', order).addOrderBy('listed.id', order).limit(SLICE).getMany();
      if (heads.length > 0) yield heads;
      last = heads.at(-1);
      if (heads.length < SLICE) return;
      await nextTurn();
    }
  }

  async shown(tenantId: string, ids: readonly string[]): Promise<TextVersion[]> {
    return ids.length === 0 ? [] : this.#versions.list({ tenantId, id: ids, marketplaceStatus: 'PUBLISHED' }, {}, PAGE);
  }

  async findPublished(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null> {
    const found = await this.#versions.find({ tenantId, parentId, versionTag, marketplaceStatus: 'PUBLISHED' });
    // MySQL compares 'a' and 'a ' as equal.
    return found?.state.versionTag === versionTag ? found : null;
  }

  async pending(tenantId: string, projectIds: ReadonlySet<string>, query: ListQuery): Promise<Page<PendingHead>> {
    const rows = this.#listed(tenantId, 'PENDING_APPROVAL').andWhere({ projectId: among(this.session.reader, projectIds) });
    // A request that waits has its time.
    const page = await pageOf(rows.select(columnsOf(PENDING)) as unknown as SelectQueryBuilder<PendingHead>, PENDING_LIST, query);
    return mapPage(page, (row) => row);
  }

  count(tenantId: string, status: MarketplaceStatus): Promise<number> {
    return this.#versions.count({ tenantId, marketplaceStatus: status });
  }

  #listed(tenantId: string, marketplaceStatus: MarketplaceStatus): SelectQueryBuilder<VersionRow> {
    return this.session.reader.createQueryBuilder(this.tables.versions, 'listed').where({ tenantId, marketplaceStatus });
  }

  #speaking(rows: SelectQueryBuilder<VersionRow>, languageCode: string): void {
    const of = 't.tenant_id = listed.tenant_id AND t.version_id = listed.id AND LOWER(t.language_code) = :language';
    const translated = `EXISTS (SELECT 1 FROM ${this.tables.translations.options.name} t WHERE ${of})`;
    rows.andWhere(`(LOWER(listed.language_code) = :language OR ${translated})`, { language: languageCode.toLowerCase() });
  }
}
