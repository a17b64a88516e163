import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { ProjectDirectory, ProjectRef } from '../../project/application/project-directory.port';

/** Two users have to turn the rule off first. */
class EnvironmentProtected extends DomainError {
  constructor() {
    super(
      'conflict',
      'catalog.environment_protected',
      'The rules of the environment are changed with an approval only (changesNeedApproval); while they are, it is neither renamed nor deleted',
    );
  }
}

/** Checks changes that free the name of an environment, because its author could create another one with that name and without the rules. */
export class EnvironmentNames {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly references: CatalogReferences,
  ) {}

  /** Throws Forbidden when the environment has release rules that the caller must not change, and EnvironmentProtected when nobody may change them alone. */
  async requireFree(actor: Actor, project: ProjectRef, environmentId: string): Promise<void> {
    const rules = await this.references.holdRules(actor.tenantId, project.id, environmentId);
    if (rules === 'off') return;
    await this.projects.require(actor, project.slug, 'release-rules:write');
    if (rules === 'approved') throw new EnvironmentProtected();
  }
}
