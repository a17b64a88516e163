import type { EntitySchema } from 'typeorm';
import { StaleRevision } from '#shared/errors';
import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import type { ResourceState } from '#shared/project-resource';
import { ProjectResources, type FieldValues } from '#shared/project-resources.port';
import type { Lookup } from './lookup';
import type { PersistenceSession } from './persistence-session';
import type { StoreRules, TableStore } from './table-store';
import { PAGE } from './whole-list';

/** How the resources of one kind are stored: the table with their fields, and the errors of its constraints. */
export interface ResourceStore<S extends ResourceState, R extends { readonly state: S }> extends Pick<
  StoreRules<S, R>,
  'restore' | 'taken' | 'held'
> {
  /** The kind in words, for errors: `Tag`. */
  readonly what: string;
  readonly table: EntitySchema<S>;
  readonly list: ListRules<S>;
}

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;

/** Resources of a project in a table of their own, whose columns are the fields of their state. */
export class StoredResources<S extends ResourceState, R extends { readonly state: S }> extends ProjectResources<R> {
  readonly what: string;
  readonly #rows: TableStore<S, R>;
  readonly #list: ListRules<S>;

  constructor(session: PersistenceSession, { what, table, list, ...rules }: ResourceStore<S, R>) {
    super();
    this.what = what;
    this.#list = list;
    this.#rows = session.store(table, { ...rules, stale: ({ id }) => new StaleRevision(what, id), constant: ['projectId', 'createdAt'] });
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

  async ofAnyProject(tenantId: string, ids: readonly string[]): Promise<R[]> {
    return ids.length === 0 ? [] : this.#rows.list({ tenantId, id: ids } as Lookup<S>, BY_CREATION, PAGE);
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<R>> {
    return this.#rows.page({ tenantId, projectId } as Partial<S>, this.#list, query);
  }
}
