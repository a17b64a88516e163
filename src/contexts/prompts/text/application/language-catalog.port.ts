import type { ProjectRef } from './text-parent';

/** The languages of a project in the catalog. */
export abstract class LanguageCatalog {
  /** The codes of the languages whose translations must be current in releases. */
  abstract required(tenantId: string, project: ProjectRef): Promise<readonly string[]>;
  /** The language codes of its regions. */
  abstract ofRegions(tenantId: string, project: ProjectRef): Promise<readonly string[]>;
}
