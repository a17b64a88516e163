import type { Actor } from '#shared/actor';
import type { CatalogModel } from '../../execution/domain/executable-model';

/** The models that design prompts. */
export abstract class GeneratorModels {
  /**
   * Finds the model of that name or identifier in the project, or else among those that all tenants share. Throws NotFound, also when the
   * project is closed to the caller, and Forbidden without `prompt:execute` in it.
   */
  abstract require(actor: Actor, project: string, nameOrIdentifier: string): Promise<CatalogModel>;
}
