import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import type { NewDeploymentItem } from '../domain/deployment-item';
import { contentOf, deploymentFact } from './deployment-facts';
import type { DeploymentRepository } from './deployment-repository.port';
import type { Releasables } from './releasables';

export interface RequestDeploymentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly name: string;
  readonly description: string | null;
  readonly items: readonly Omit<NewDeploymentItem, 'id'>[];
}

/** Requests a release. Another user approves it. */
export class RequestDeployment {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly deployments: DeploymentRepository,
    private readonly releasables: Releasables,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, environmentId, items, ...input }: RequestDeploymentCommand): Promise<Deployment> {
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.catalog.project(actor, slug, 'deployment:request');
      const environment = await referredTo(this.catalog.environment(actor, project.id, environmentId));
      const releasable = await this.releasables.of(tenantId, project, items);
      const deployment = Deployment.request(
        {
          ...input,
          id: this.ids.next(),
          tenantId,
          projectId: project.id,
          environmentId: environment.id,
          requestedBy: actor.id,
          items: items.map((each) => ({ ...each, id: this.ids.next() })),
          now: this.clock.now(),
        },
        releasable,
      );
      await this.deployments.add(deployment);
      const details = { items: contentOf(deployment) };
      this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.request, actor, { project, environment }, null, deployment, details));
      return deployment;
    });
  }
}
