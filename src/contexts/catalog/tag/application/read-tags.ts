import type { Actor } from '#shared/actor';
import { NotFound } from '#shared/errors';
import type { ListRules } from '#shared/list';
import { ReadResources } from '../../project/application/read-resources';
import type { Tag, TagState } from '../domain/tag';

export const TAG_LIST: ListRules<TagState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'description'],
  filters: {},
};

/** Reads a tag by id or name, or the tags of a project. */
export class ReadTags extends ReadResources<Tag> {
  protected readonly permission = 'tag:read';

  async byName(actor: Actor, slug: string, name: string): Promise<Tag> {
    const tag = await this.resources.findBy(actor.tenantId, await this.projectId(actor, slug), { name: name.trim() });
    if (!tag) throw new NotFound('Tag', name);
    return tag;
  }
}
