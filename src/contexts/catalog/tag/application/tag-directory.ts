import { asReferredTo, NotFound } from '#shared/errors';
import { wholeList } from '#shared/list';
import type { ProjectResources } from '#shared/project-resources.port';
import type { Tag, TagState } from '../domain/tag';
import { TAG_LIST } from './read-tags';

/** The properties of a tag that other contexts need. */
export type TagRef = Pick<TagState, 'id' | 'name' | 'description' | 'createdAt' | 'updatedAt'>;

/** For what refers to a tag by an id or a name; null stands for one that was deleted at the same time. */
export class TagNotFound extends NotFound {
  constructor(idOrName: string | null) {
    super('Tag', idOrName);
  }
}

/** Finds tags of a project for other contexts, in the order of creation. */
export class TagDirectory {
  constructor(private readonly tags: ProjectResources<Tag>) {}

  async of(tenantId: string, projectId: string): Promise<TagRef[]> {
    return (await this.tags.page(tenantId, projectId, wholeList(TAG_LIST))).items.map(refTo);
  }

  /** Throws TagNotFound for the first id that the project does not have. */
  byIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<TagRef[]> {
    return this.#all(tenantId, projectId, ids, []);
  }

  /** The tags of any project that exist, for texts that are published to the whole tenant. */
  async ofAnyProject(tenantId: string, ids: readonly string[]): Promise<TagRef[]> {
    return (await this.tags.ofAnyProject(tenantId, ids)).map(refTo);
  }

  /** The tags that the project has; others are left out. */
  async present(tenantId: string, projectId: string, ids: readonly string[]): Promise<TagRef[]> {
    return ids.length === 0 ? [] : (await this.tags.listBy(tenantId, projectId, { id: ids })).map(refTo);
  }

  /** A name takes precedence over an equal id. Throws TagNotFound for the first one that the project does not have. */
  byNamesOrIds(tenantId: string, projectId: string, namesOrIds: readonly string[]): Promise<TagRef[]> {
    return this.#all(
      tenantId,
      projectId,
      namesOrIds,
      namesOrIds.map((each) => each.trim()),
    );
  }

  async #all(tenantId: string, projectId: string, ids: readonly string[], names: readonly string[]): Promise<TagRef[]> {
    if (ids.length === 0) return [];
    const found = await this.tags.listBy(tenantId, projectId, { id: ids }, { name: names });
    const byName = new Map(found.filter((each) => names.includes(each.state.name)).map((each) => [each.state.name, each]));
    const byId = new Map(found.map((each) => [each.state.id, each]));
    const wanted = new Set(
      ids.map((each) => {
        const tag = byName.get(each.trim()) ?? byId.get(each);
        if (!tag) throw asReferredTo(new TagNotFound(each));
        return tag;
      }),
    );
    return found.filter((each) => wanted.has(each)).map(refTo);
  }
}

const refTo = ({ state: { id, name, description, createdAt, updatedAt } }: Tag): TagRef => ({
  id,
  name,
  description,
  createdAt,
  updatedAt,
});
