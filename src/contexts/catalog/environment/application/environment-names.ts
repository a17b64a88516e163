import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { ProjectDirectory, ProjectRef } from '../../project/application/project-directory.port';

/** Two people switch the rule off before that. */
class EnvironmentProtected extends DomainError {
  constructor() {
    super(
      'conflict',
      'catalog.environment_protected',
      'The rules of the environment are changed with an approval only (changesNeedApproval); while they are, it is neither renamed nor deleted',
    );
  }
}

/** Who frees the name of an environment could make another of that name, without its rules. */
export class EnvironmentNames {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly references: CatalogReferences,
  ) {}

  /** Throws Forbidden when releases to the environment go by rules that the caller may not change, EnvironmentProtected when nobody may alone. */
  async requireFree(actor: Actor, project: ProjectRef, environmentId: string): Promise<void> {
    const rules = await this.references.holdRules(actor.tenantId, project.id, environmentId);
    if (rules === 'off') return;
    await this.projects.require(actor, project.slug, 'release-rules:write');
    if (rules === 'approved') throw new EnvironmentProtected();
  }
}
