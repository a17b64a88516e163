import type { Actor } from '#shared/actor';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import { NothingReleased } from '../../prompt/domain/version-errors';
import type { MovedPointer } from './move-pointer';
import type { PointerRepository } from './pointer-repository.port';

/** Reads all pointers of an environment, or its pointer to one prompt. */
export class ReadPointers {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly lookup: PromptLookup,
    private readonly pointers: PointerRepository,
  ) {}

  async list(actor: Actor, projectSlug: string, environmentId: string, query: ListQuery): Promise<Page<MovedPointer>> {
    const project = await this.catalog.project(actor, projectSlug, 'pointer:read');
    const environment = await this.catalog.environment(actor, project.id, environmentId);
    const page = await this.pointers.page(actor.tenantId, environment.id, query);
    return mapPage(page, (pointer) => ({ pointer, environment }));
  }

  async one(actor: Actor, projectSlug: string, environmentId: string, promptSlug: string): Promise<MovedPointer> {
    const { project, prompt } = await this.lookup.require(actor, 'pointer:read', projectSlug, promptSlug);
    const environment = await this.catalog.environment(actor, project.id, environmentId);
    const pointer = await this.pointers.find(actor.tenantId, environment.id, prompt.state.id);
    if (!pointer) throw new NothingReleased(promptSlug, environment.name);
    return { pointer, environment };
  }
}
