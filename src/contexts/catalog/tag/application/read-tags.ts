import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { TagNotFound, type Tag } from '../domain/tag';
import type { TagRepository } from './tag-repository.port';

/** Reads a tag by id or name, or all tags of a project. */
export class ReadTags {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly tags: TagRepository,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<Tag>> {
    const project = await this.projects.require(actor, slug, 'tag:read');
    return this.tags.page(actor.tenantId, project.id, query);
  }

  async byId(actor: Actor, slug: string, id: string): Promise<Tag> {
    const project = await this.projects.require(actor, slug, 'tag:read');
    return this.tags.require(actor.tenantId, project.id, id);
  }

  async byName(actor: Actor, slug: string, name: string): Promise<Tag> {
    const project = await this.projects.require(actor, slug, 'tag:read');
    const tag = await this.tags.findByName(actor.tenantId, project.id, name);
    if (!tag) throw new TagNotFound(name);
    return tag;
  }
}
