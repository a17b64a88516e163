import { EnvironmentNotFound, type EnvironmentDirectory, type ProjectDirectory } from '#contexts/catalog/index';
import { ProjectCatalogue, type EnvironmentRef, type ProjectRef } from '../../application/project-catalogue.port';

/** Asks the directories of the catalogue. */
export class DirectoryProjectCatalogue extends ProjectCatalogue {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentDirectory,
  ) {
    super();
  }

  project(tenantId: string, slug: string): Promise<ProjectRef> {
    return this.projects.require(tenantId, slug);
  }

  async environment(tenantId: string, projectId: string, id: string): Promise<EnvironmentRef> {
    const environment = await this.environments.byId(tenantId, projectId, id);
    if (!environment) throw new EnvironmentNotFound(id);
    return environment;
  }

  async environmentNamed(tenantId: string, projectId: string, name: string): Promise<EnvironmentRef> {
    const environment = await this.environments.byName(tenantId, projectId, name);
    if (!environment) throw new EnvironmentNotFound(name);
    return environment;
  }
}
