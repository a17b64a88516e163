import type { Actor } from '#shared/actor';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { ProjectDirectory, ProjectRef } from '../../project/application/project-directory.port';

/** Who frees the name of an environment could make another of that name, without its rules. */
export class EnvironmentNames {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly references: CatalogReferences,
  ) {}

  /** Throws Forbidden when releases to the environment go by rules that the caller may not change. */
  async requireFree(actor: Actor, project: ProjectRef, environmentId: string): Promise<void> {
    const isRuled = await this.references.holdRules(actor.tenantId, project.id, environmentId);
    if (isRuled) await this.projects.require(actor, project.slug, 'release-rules:write');
  }
}
