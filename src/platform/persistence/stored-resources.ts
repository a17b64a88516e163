import type { EntitySchema, SelectQueryBuilder } from 'typeorm';
import { StaleRevision } from '#shared/errors';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { ResourceState } from '#shared/project-resource';
import { ProjectResources, type FieldValues } from '#shared/project-resources.port';
import type { Lookup } from './lookup';
import type { PersistenceSession } from './persistence-session';
import type { StoreRules, TableStore } from './table-store';
import { LIST, PAGE, type Reading } from './whole-list';

/** How the resources of one kind are stored: the table with their fields, and the errors of its constraints. */
export interface ResourceStore<S extends ResourceState, R extends { readonly state: S }> extends Pick<
  StoreRules<S, R>,
  'restore' | 'taken' | 'held'
> {
  /** The kind in words, for errors: `Tag`. */
  readonly what: string;
  readonly table: EntitySchema<S>;
  /** The field by which callers address them; the id when it is absent. It never changes. */
  readonly address?: keyof S & string;
  readonly list: ListRules<S>;
  /** Adds conditions for the filters of the list that are no fields. The alias of the table is `listed`. */
  readonly narrow?: (rows: SelectQueryBuilder<S>, filters: ListQuery['filters']) => void;
  /** The words of the error for a list that is too long for one response. */
  readonly shown?: Reading;
}

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;

/** Resources of a project in a table of their own, whose columns are the fields of their state. */
export class StoredResources<S extends ResourceState, R extends { readonly state: S }> extends ProjectResources<R> {
  readonly what: string;
  readonly #address: keyof S & string;
  readonly #rows: TableStore<S, R>;

  constructor(
    session: PersistenceSession,
    private readonly store: ResourceStore<S, R>,
  ) {
    super();
    const { what, table, address = 'id', restore, taken, held } = store;
    this.what = what;
    this.#address = address;
    this.#rows = session.store(table, {
      ...{ restore, taken, held },
      stale: (row) => new StaleRevision(what, String(row[address])),
      constant: ['projectId', 'createdAt', address],
    });
  }

  add({ state }: R): Promise<void> {
    return this.#rows.insert(state);
  }

  update({ state }: R): Promise<void> {
    return this.#rows.update(state);
  }

  remove({ state }: R): Promise<void> {
    return this.#rows.remove(state);
  }

  lock({ state }: R): Promise<void> {
    return this.#rows.lock(state);
  }

  find(tenantId: string, projectId: string, address: string): Promise<R | null> {
    return this.#rows.find({ [this.#address]: address, tenantId, projectId } as Lookup<S>);
  }

  findBy(tenantId: string, projectId: string, fields: FieldValues<R['state']>): Promise<R | null> {
    return this.#rows.find({ ...fields, tenantId, projectId });
  }

  findInTenant(tenantId: string, id: string): Promise<R | null> {
    return this.#rows.find({ tenantId, id } as FieldValues<S>);
  }

  listBy(tenantId: string, projectId: string, ...lookups: FieldValues<R['state']>[]): Promise<R[]> {
    return this.#rows.list(
      lookups.map((fields) => ({ ...fields, tenantId, projectId })),
      BY_CREATION,
    );
  }

  shownBy(tenantId: string, projectId: string, ...lookups: FieldValues<R['state']>[]): Promise<R[]> {
    return this.#rows.list(
      lookups.map((fields) => ({ ...fields, tenantId, projectId })),
      BY_CREATION,
      this.store.shown ?? LIST,
    );
  }

  async ofAnyProject(tenantId: string, ids: readonly string[]): Promise<R[]> {
    return ids.length === 0 ? [] : this.#rows.list({ tenantId, id: ids } as Lookup<S>, BY_CREATION, PAGE);
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<R>> {
    const { list, narrow } = this.store;
    return this.#rows.page({ tenantId, projectId } as Partial<S>, list, query, (rows) => narrow?.(rows, query.filters));
  }
}
