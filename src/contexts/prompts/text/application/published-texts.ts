import type { MarketQuery } from '../../marketplace/domain/market-query';
import type { TextVersion } from '../domain/text-version';
import type { PublishedHead, TextListings } from './text-listings.port';

/** The prompts or assets that have versions. */
export interface NamedParents {
  /** Names by id: of those that contain the text (null: of all) where a search looks, in any case. */
  names(tenantId: string, ids: readonly string[], search: string | null): Promise<ReadonlyMap<string, string>>;
}

export interface PublishedPage {
  /** In the order of the query. */
  readonly versions: readonly TextVersion[];
  readonly hasMore: boolean;
}

/** A head with the name of its prompt or the key of its asset; empty when the query does not need it. */
interface NamedHead extends PublishedHead {
  readonly name: string;
}

/** Only while there are that many more than needed are the best of them chosen anew. */
const SPARE = 1000;

/**
 * Chooses one page of the published versions. It goes through their heads some hundred at a time, each in a turn of the event loop of its
 * own, and reads the texts of the page only.
 */
export class PublishedTexts {
  constructor(
    private readonly listings: TextListings,
    private readonly parents: NamedParents,
  ) {}

  async page(tenantId: string, query: MarketQuery): Promise<PublishedPage> {
    const end = query.page * query.limit;
    const chosen = await this.#chosen(tenantId, query, end + 1);
    const ids = chosen.slice(end - query.limit, end).map(({ id }) => id);
    const shown = new Map((await this.listings.shown(tenantId, ids)).map((version) => [version.state.id, version]));
    return { versions: ids.flatMap((id) => shown.get(id) ?? []), hasMore: chosen.length > end };
  }

  /** The first `most` in the order of the query. */
  async #chosen(tenantId: string, { search, sortBy, ...asked }: MarketQuery, most: number): Promise<readonly NamedHead[]> {
    const isNamed = search !== null || sortBy === 'name';
    const known = new Map<string, string | null>();
    let chosen: NamedHead[] = [];
    for await (const heads of this.listings.published(tenantId, asked)) {
      if (isNamed) await this.#learn(tenantId, heads, search, known);
      for (const head of heads) {
        const name = isNamed ? known.get(head.parentId) : '';
        if (typeof name === 'string') chosen.push({ ...head, name });
      }
      if (sortBy === 'createdAt' && chosen.length >= most) break;
      if (sortBy === 'name' && chosen.length > most + SPARE) chosen = byName(chosen, asked.descending).slice(0, most);
    }
    return (sortBy === 'name' ? byName(chosen, asked.descending) : chosen).slice(0, most);
  }

  /** Adds the names of prompts or assets that are not known yet; null for those that the search does not find. */
  async #learn(tenantId: string, heads: readonly PublishedHead[], search: string | null, known: Map<string, string | null>): Promise<void> {
    const ids = [...new Set(heads.map(({ parentId }) => parentId))].filter((id) => !known.has(id));
    const names = ids.length === 0 ? null : await this.parents.names(tenantId, ids, search);
    for (const id of ids) known.set(id, names?.get(id) ?? null);
  }
}

/** Names as lists order them, ties by id. */
function byName(heads: readonly NamedHead[], descending: boolean): NamedHead[] {
  const sign = descending ? -1 : 1;
  const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return heads.toSorted((a, b) => sign * (compared(a.name, b.name) || compared(a.id, b.id)));
}
