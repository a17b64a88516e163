import type { ProjectLanguages } from '#contexts/catalog/index';
import type { ProjectRef } from '../../application/project-catalog.port';
import { LanguageCatalog } from '../../../text/application/language-catalog.port';

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
