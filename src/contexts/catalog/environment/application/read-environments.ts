import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { Environment } from '../domain/environment';
import type { EnvironmentRepository } from './environment-repository.port';
import { requireEnvironment, within } from './environment-scope';

/** Reads an environment by id or name, or all environments of a project. */
export class ReadEnvironments {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentRepository,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<Environment>> {
    const project = await this.projects.require(actor, slug, 'environment:read');
    return this.environments.page(actor.tenantId, project.id, actor.scopes?.environments ?? null, query);
  }

  async byIdOrName(actor: Actor, slug: string, idOrName: string): Promise<Environment> {
    const project = await this.projects.require(actor, slug, 'environment:read');
    return requireEnvironment(this.environments, actor, project.id, idOrName);
  }

  async byName(actor: Actor, slug: string, name: string): Promise<Environment> {
    const project = await this.projects.require(actor, slug, 'environment:read');
    return within(actor, await this.environments.findByName(actor.tenantId, project.id, name), name);
  }
}
