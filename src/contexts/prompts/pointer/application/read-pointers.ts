import type { Actor } from '#shared/actor';
import type { ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { MovedPointer } from './move-pointer';
import type { PointerRepository } from './pointer-repository.port';

/** The reads of pointers: all of an environment. */
export class ReadPointers {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly pointers: PointerRepository,
  ) {}

  /** By the prompt's slug. */
  async list(actor: Actor, projectSlug: string, environmentId: string): Promise<MovedPointer[]> {
    const project = await this.catalogue.project(actor, projectSlug, 'pointer:read');
    const environment = await this.catalogue.environment(actor, project.id, environmentId);
    const pointers = await this.pointers.list(actor.tenantId, environment.id);
    return pointers.map((pointer) => ({ pointer, environment }));
  }
}
