import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ResourceState } from '#shared/project-resource';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectDirectory } from './project-directory.port';

/** Reads a resource by id, or the resources of a project. */
export abstract class ReadResources<R extends { readonly state: ResourceState }> {
  /** What the caller must be allowed to do in the project. */
  protected abstract readonly permission: string;

  constructor(
    private readonly projects: ProjectDirectory,
    protected readonly resources: ProjectResources<R>,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<R>> {
    return this.resources.page(actor.tenantId, await this.projectId(actor, slug), query);
  }

  async byId(actor: Actor, slug: string, id: string): Promise<R> {
    return this.resources.require(actor.tenantId, await this.projectId(actor, slug), id);
  }

  protected async projectId(actor: Actor, slug: string): Promise<string> {
    return (await this.projects.require(actor, slug, this.permission)).id;
  }
}
