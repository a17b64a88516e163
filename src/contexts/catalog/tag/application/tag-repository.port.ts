import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { TagNotFound, type Tag, type TagState } from '../domain/tag';

export const TAG_LIST: ListRules<TagState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', name: 'name' },
  order: 'createdAt',
  tie: 'id',
  search: ['name', 'description'],
  filters: {},
};

export abstract class TagRepository {
  /** Throws TagTaken when the project has one of that name. */
  abstract add(tag: Tag): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and TagTaken. */
  abstract update(tag: Tag): Promise<void>;
  abstract remove(tag: Tag): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<Tag | null>;

  /** Works like find, and throws TagNotFound instead of returning null. */
  async require(tenantId: string, projectId: string, id: string): Promise<Tag> {
    const tag = await this.find(tenantId, projectId, id);
    if (!tag) throw new TagNotFound(id);
    return tag;
  }

  abstract findByName(tenantId: string, projectId: string, name: string): Promise<Tag | null>;
  /** The tags with one of the ids or names, in the order of creation. */
  abstract findAmong(tenantId: string, projectId: string, ids: readonly string[], names: readonly string[]): Promise<Tag[]>;
  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<Tag>>;
}
