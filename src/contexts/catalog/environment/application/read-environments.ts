import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { EnvironmentNotFound, type Environment } from '../domain/environment';
import type { EnvironmentRepository } from './environment-repository.port';

/** The reads of environments: by id, by name, all of a project. */
export class ReadEnvironments {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentRepository,
  ) {}

  async list(actor: Actor, slug: string): Promise<Environment[]> {
    const project = await this.projects.require(actor.tenantId, slug);
    return this.environments.list(actor.tenantId, [project.id]);
  }

  async byId(actor: Actor, slug: string, id: string): Promise<Environment> {
    const project = await this.projects.require(actor.tenantId, slug);
    const environment = await this.environments.find(actor.tenantId, project.id, id);
    if (!environment) throw new EnvironmentNotFound(id);
    return environment;
  }

  async byName(actor: Actor, slug: string, name: string): Promise<Environment> {
    const project = await this.projects.require(actor.tenantId, slug);
    const environment = await this.environments.findByName(actor.tenantId, project.id, name);
    if (!environment) throw new EnvironmentNotFound(name);
    return environment;
  }
}
