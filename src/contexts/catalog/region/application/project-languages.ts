import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectRef } from '../../project/application/project-directory.port';
import type { ProjectRepository } from '../../project/application/project-repository.port';
import type { Region } from '../domain/region';

/** The languages of a project, for other contexts. */
export class ProjectLanguages {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly regions: ProjectResources<Region>,
  ) {}

  /** The codes of the languages whose translations must be current before a release. */
  async required(tenantId: string, project: Pick<ProjectRef, 'id' | 'slug'>): Promise<readonly string[]> {
    return (await this.projects.load(tenantId, project)).state.requiredLanguages;
  }

  /** The language codes of its regions, in the order of creation. */
  async ofRegions(tenantId: string, { id }: Pick<ProjectRef, 'id'>): Promise<readonly string[]> {
    return (await this.regions.listBy(tenantId, id, {})).map(({ state }) => state.languageCode);
  }
}
