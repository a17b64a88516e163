import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { Forbidden } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { Environment, ENVIRONMENT_FIELDS } from '../domain/environment';
import { ENVIRONMENT_AUDIT } from '../domain/environment-audit';
import type { EnvironmentRepository } from './environment-repository.port';
import { reaches } from './environment-scope';

export interface CreateEnvironmentCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly name: string;
  readonly description: string | null;
}

export class CreateEnvironment {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly environments: EnvironmentRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, name, description }: CreateEnvironmentCommand): Promise<Environment> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'environment:write');
      const environment = Environment.create({
        id: this.ids.next(),
        tenantId: actor.tenantId,
        projectId: project.id,
        name,
        description,
        now: this.clock.now(),
      });
      if (!reaches(actor, environment)) throw new Forbidden('Your key does not include an environment of that name');
      await this.environments.add(environment);
      const path = [environment.state.id];
      this.outbox.append(
        auditFact({ rule: ENVIRONMENT_AUDIT.create, actor, project: slug, path, changes: ENVIRONMENT_FIELDS }, null, environment),
      );
      return environment;
    });
  }
}
