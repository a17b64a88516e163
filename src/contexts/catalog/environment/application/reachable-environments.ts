import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import { ProjectEnvironments, type ListedEnvironment } from '../../project/application/project-environments.port';
import type { EnvironmentRepository } from './environment-repository.port';
import { reaches } from './environment-scope';

export class ReachableEnvironments extends ProjectEnvironments {
  constructor(private readonly environments: EnvironmentRepository) {
    super();
  }

  async reachable(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly ListedEnvironment[]>> {
    const environments = await this.environments.shownWith(actor.tenantId, projectIds);
    return groupedBy(
      environments.filter((environment) => reaches(actor, environment)).map(({ state }) => state),
      ({ projectId }) => projectId,
    );
  }
}
