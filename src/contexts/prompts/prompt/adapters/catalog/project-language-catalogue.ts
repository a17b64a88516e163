import type { ProjectLanguages } from '#contexts/catalog/index';
import { LanguageCatalogue } from '../../application/language-catalogue.port';
import type { ProjectRef } from '../../application/project-catalogue.port';

export class ProjectLanguageCatalogue extends LanguageCatalogue {
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
