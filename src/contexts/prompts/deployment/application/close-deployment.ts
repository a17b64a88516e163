import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import type { DeploymentCommand } from './approve-deployment';
import { deploymentFact } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';

export interface CloseDeploymentCommand extends DeploymentCommand {
  readonly reason: string | null;
  /** Whether an approver refuses it, or somebody takes it back. */
  readonly rejects: boolean;
}

/** Ends a deployment that is not carried out. The contract has no status for a refusal: that is CANCELLED too, and said beside it. */
export class CloseDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, deploymentId, reason, rejects, expectedRevision }: CloseDeploymentCommand): Promise<Deployment> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, rejects ? 'deployment:approve' : 'deployment:request', slug, deploymentId);
      const before = located.deployment;
      requireRevision('Deployment', deploymentId, before.state, expectedRevision);
      const after = before.closed(actor.id, reason, rejects, this.clock.now());
      await this.deployments.update(before, after);
      this.outbox.append(deploymentFact(rejects ? DEPLOYMENT_AUDIT.reject : DEPLOYMENT_AUDIT.cancel, actor, located, before, after));
      return after;
    });
  }
}
