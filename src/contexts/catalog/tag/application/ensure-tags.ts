import type { Actor } from '#shared/actor';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectRef } from '../../project/application/project-directory.port';
import type { Tag } from '../domain/tag';
import type { CreateTag } from './create-tag';

/** Creates missing tags for other contexts. It runs in the unit of work of the caller. */
export class EnsureTags {
  constructor(
    private readonly tags: ProjectResources<Tag>,
    private readonly createTag: CreateTag,
  ) {}

  /** Creates the tags that the project has neither by name nor by id, with this description. Each has its event, and the caller needs the permission. */
  async execute(
    actor: Actor,
    project: Pick<ProjectRef, 'id' | 'slug'>,
    namesOrIds: readonly string[],
    description: string | null = null,
  ): Promise<void> {
    const names = namesOrIds.map((each) => each.trim());
    const found = await this.tags.listBy(actor.tenantId, project.id, { id: namesOrIds }, { name: names });
    const known = new Set(found.flatMap(({ state: { id, name } }) => [id, name]));
    const missing = new Set(names.filter((each) => !known.has(each)));
    for (const name of missing) await this.createTag.execute({ actor, project: project.slug, name, description });
  }
}
