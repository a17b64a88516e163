import type { Actor } from '#shared/actor';
import type { CatalogModel } from '../domain/executable-model';

/** What an execution needs of the catalog. */
export abstract class ModelCatalog {
  /**
   * Finds a model of the caller's tenant. Throws NotFound when there is none of that id or its project is closed to the caller, and
   * Forbidden without `prompt:execute` in its project.
   */
  abstract require(actor: Actor, modelId: string): Promise<CatalogModel>;
}
