import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { deploymentFact } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { Releasables } from './releasables';

export interface DeploymentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly deploymentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** The second pair of eyes. */
export class ApproveDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly releasables: Releasables,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, deploymentId, expectedRevision }: DeploymentCommand): Promise<Deployment> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'deployment:approve', slug, deploymentId);
      const before = located.deployment;
      requireRevision('Deployment', deploymentId, before.state.revision, expectedRevision);
      const releasable = await this.releasables.of(actor.tenantId, located.project.id, before.items);
      const hashes = new Map([...releasable].map(([id, { contentHash }]) => [id, contentHash]));
      const after = before.approve(actor.id, hashes, this.clock.now());
      await this.deployments.update(before, after);
      this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.approve, actor, located, before, after));
      return after;
    });
  }
}
