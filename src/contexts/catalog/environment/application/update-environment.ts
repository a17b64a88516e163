import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { ENVIRONMENT_FIELDS, type Environment, type EnvironmentPatch } from '../domain/environment';
import { ENVIRONMENT_AUDIT } from '../domain/environment-audit';
import type { EnvironmentNames } from './environment-names';
import type { EnvironmentRepository } from './environment-repository.port';
import { requireEnvironment } from './environment-scope';

export interface UpdateEnvironmentCommand {
  readonly actor: Actor;
  readonly project: string;
  /** The id or the name of the environment. */
  readonly environmentId: string;
  readonly patch: EnvironmentPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateEnvironment {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentRepository,
    private readonly names: EnvironmentNames,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, environmentId: idOrName, patch, expectedRevision }: UpdateEnvironmentCommand): Promise<Environment> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'environment:write');
      const before = await requireEnvironment(this.environments, actor, project.id, idOrName);
      const environmentId = before.state.id;
      return revise(this.outbox, {
        what: 'Environment',
        id: environmentId,
        expected: expectedRevision,
        before,
        change: (environment) => environment.change(patch, this.clock.now()),
        save: async (after) => {
          if (after.state.name !== before.state.name) await this.names.requireFree(actor, project, environmentId);
          await this.environments.update(after);
        },
        fact: { rule: ENVIRONMENT_AUDIT.update, actor, project: slug, path: [environmentId], changes: ENVIRONMENT_FIELDS },
      });
    });
  }
}
