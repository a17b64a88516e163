import type { Actor } from '#shared/actor';

export interface ReadableProject {
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** The access of a reader to the projects of their tenant, as the catalog decides it today. */
export abstract class ReaderProjects {
  /** The projects that the reader may see; `all` when none can be closed to them. */
  abstract of(actor: Actor): Promise<readonly ReadableProject[] | 'all'>;
  /** The current names of these projects of a tenant, by slug. */
  abstract names(tenantId: string, slugs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
