import type { ProjectLanguages } from '#contexts/catalog/index';
import { LanguageCatalog } from '../../application/language-catalog.port';
import type { ProjectRef } from '../../application/project-catalog.port';

export class ProjectLanguageCatalog extends LanguageCatalog {
  constructor(private readonly languages: ProjectLanguages) {
    super();
  }

  required(tenantId: string, project: ProjectRef): Promise<readonly string[]> {
    return this.languages.required(tenantId, project);
  }

  ofRegions(tenantId: string, project: ProjectRef): Promise<readonly string[]> {
    return this.languages.ofRegions(tenantId, project);
  }
}
