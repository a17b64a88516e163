import { NotFound } from './errors';
import type { ListQuery } from './list';
import type { Page } from './page';
import type { ResourceState } from './project-resource';

/** Field → the value, or one of the values, that a resource must have there. */
export type FieldValues<S> = { readonly [F in keyof S]?: S[F] | readonly S[F][] };

/**
 * Stores the resources of one kind, each in a project. A plain resource needs no port of its own; a port that has more to
 * ask extends this one.
 */
export abstract class ProjectResources<R extends { readonly state: ResourceState }> {
  /** The kind in words, for errors: `Tag`. */
  abstract readonly what: string;

  /** Throws the error of the domain when the project has another one with the same unique field. */
  abstract add(resource: R): Promise<void>;
  /** Replaces the revision before this one. Throws StaleRevision when that is not the stored one, and what add throws. */
  abstract update(resource: R): Promise<void>;
  /** Throws StaleRevision when this revision is not the stored one. */
  abstract remove(resource: R): Promise<void>;
  /** Locks the resource until the transaction ends. Throws StaleRevision when it has changed already. */
  abstract lock(resource: R): Promise<void>;
  /** The first in the order of creation; null when there is none. */
  abstract findBy(tenantId: string, projectId: string, fields: FieldValues<R['state']>): Promise<R | null>;
  /** The resource of that id in any project of the tenant; null when there is none. */
  abstract findInTenant(tenantId: string, id: string): Promise<R | null>;
  /** All that fit one of the lookups, in the order of creation. */
  abstract listBy(tenantId: string, projectId: string, ...lookups: FieldValues<R['state']>[]): Promise<R[]>;
  /** Works like listBy for one response. Throws Invalid when the result is too long for it. */
  abstract shownBy(tenantId: string, projectId: string, ...lookups: FieldValues<R['state']>[]): Promise<R[]>;
  /** Those of any project, in the order of creation, for what the whole tenant may see. Refuses (Invalid) more bytes than one response may have. */
  abstract ofAnyProject(tenantId: string, ids: readonly string[]): Promise<R[]>;
  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<R>>;

  /** Finds by what callers address the kind by: an id, or a key of its own. */
  abstract find(tenantId: string, projectId: string, address: string): Promise<R | null>;

  /** Works like find, and throws NotFound instead of returning null. */
  async require(tenantId: string, projectId: string, address: string): Promise<R> {
    const resource = await this.find(tenantId, projectId, address);
    if (!resource) throw new NotFound(this.what, address);
    return resource;
  }
}
