import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { CatalogUsage } from '../../project/application/catalog-usage.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { ENVIRONMENT_FIELDS, EnvironmentInUse, type Environment } from '../domain/environment';
import { ENVIRONMENT_AUDIT } from '../domain/environment-audit';
import type { EnvironmentNames } from './environment-names';
import type { EnvironmentRepository } from './environment-repository.port';
import { requireEnvironment } from './environment-scope';

export interface DeleteEnvironmentCommand {
  readonly actor: Actor;
  readonly project: string;
  /** The id or the name of the environment. */
  readonly environmentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteEnvironment {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentRepository,
    private readonly names: EnvironmentNames,
    private readonly usage: CatalogUsage,
    private readonly references: CatalogReferences,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the environment as it was. Its pointers and rules are deleted with it. */
  execute({ actor, project: slug, environmentId: idOrName, expectedRevision }: DeleteEnvironmentCommand): Promise<Environment> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'environment:write');
      const environment = await requireEnvironment(this.environments, actor, project.id, idOrName);
      const environmentId = environment.state.id;
      requireRevision('Environment', environmentId, environment.state, expectedRevision);
      await this.names.requireFree(actor, project, environmentId);
      // The lock orders a concurrent change that puts this environment before another one: it either finds none, or is seen here.
      await this.projects.hold(actor.tenantId, project);
      const blockers = await this.usage.ofEnvironment(actor.tenantId, environmentId);
      if (blockers.length > 0) throw new EnvironmentInUse(environment.state.name, blockers);
      const removed = await this.references.leaveEnvironment(actor.tenantId, project.id, environmentId);
      await this.environments.remove(environment);
      const path = [environmentId];
      this.outbox.append(
        auditFact(
          { rule: ENVIRONMENT_AUDIT.delete, actor, project: slug, path, changes: ENVIRONMENT_FIELDS, details: { removed } },
          environment,
        ),
      );
      return environment;
    });
  }
}
