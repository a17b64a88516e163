import type { ProjectRef } from './text-parent';

/** The languages of a project, as the catalog has them. */
export abstract class LanguageCatalog {
  /** Codes of the languages that have to be current in what is released. */
  abstract required(tenantId: string, project: ProjectRef): Promise<readonly string[]>;
  /** Codes of its regions. */
  abstract ofRegions(tenantId: string, project: ProjectRef): Promise<readonly string[]>;
}
