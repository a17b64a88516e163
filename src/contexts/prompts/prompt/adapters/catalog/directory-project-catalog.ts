import { EnvironmentNotFound, type EnvironmentDirectory, type ProjectDirectory } from '#contexts/catalog/index';
import type { Actor } from '#shared/actor';
import { asReferredTo } from '#shared/errors';
import { ProjectCatalog, type EnvironmentRef, type ProjectRef } from '../../application/project-catalog.port';

/** Asks the directories of the catalog. */
export class DirectoryProjectCatalog extends ProjectCatalog {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environmentDirectory: EnvironmentDirectory,
  ) {
    super();
  }

  project(actor: Actor, slug: string, permission: string): Promise<ProjectRef> {
    return this.projects.require(actor, slug, permission);
  }

  hold({ tenantId }: Actor, project: ProjectRef): Promise<void> {
    return this.projects.hold(tenantId, project);
  }

  visible(actor: Actor, permission: string): Promise<ReadonlySet<string>> {
    return this.projects.visible(actor, permission);
  }

  environment(actor: Actor, projectId: string, idOrName: string): Promise<EnvironmentRef> {
    return this.environmentDirectory.byIdOrName(actor, projectId, idOrName);
  }

  environments(actor: Actor, projectId: string): Promise<readonly EnvironmentRef[]> {
    return this.environmentDirectory.of(actor, projectId);
  }

  async environmentNamed(actor: Actor, projectId: string, name: string): Promise<EnvironmentRef> {
    const environment = await this.environmentDirectory.byName(actor, projectId, name);
    if (!environment) throw asReferredTo(new EnvironmentNotFound(name));
    return environment;
  }

  async environmentNamedAt(actor: Actor, projectId: string, name: string, time: Date): Promise<EnvironmentRef> {
    const environment = await this.environmentDirectory.namedAt(actor, projectId, name, time);
    if (!environment) throw asReferredTo(new EnvironmentNotFound(name));
    return environment;
  }
}
