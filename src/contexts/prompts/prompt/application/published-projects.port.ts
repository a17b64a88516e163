import type { ProjectRef } from './project-catalog.port';

export interface NamedProject extends ProjectRef {
  readonly name: string;
}

/** The projects of published texts, also those that are closed to the caller. Only their names may be shown. */
export abstract class PublishedProjects {
  /** By id. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, NamedProject>>;
  abstract find(tenantId: string, slug: string): Promise<NamedProject | null>;
}
