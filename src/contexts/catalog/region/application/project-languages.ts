import type { RegionRepository } from './region-repository.port';
import type { ProjectRef } from '../../project/application/project-directory.port';
import type { ProjectRepository } from '../../project/application/project-repository.port';

/** The languages that a project cares for, for other contexts. */
export class ProjectLanguages {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly regions: RegionRepository,
  ) {}

  /** Codes of those that have to be current before a release. */
  async required(tenantId: string, project: Pick<ProjectRef, 'id' | 'slug'>): Promise<readonly string[]> {
    return (await this.projects.load(tenantId, project)).state.requiredLanguages;
  }

  /** Codes of its regions, by creation. */
  async ofRegions(tenantId: string, { id }: Pick<ProjectRef, 'id'>): Promise<readonly string[]> {
    return (await this.regions.list(tenantId, id)).map(({ state }) => state.languageCode);
  }
}
