import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import type { DeploymentCommand } from './approve-deployment';
import { deploymentSubject } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';

export interface CloseDeploymentCommand extends DeploymentCommand {
  readonly reason: string | null;
  /** Whether an approver rejects the deployment; otherwise it is cancelled. */
  readonly rejects: boolean;
}

/** Ends a deployment that is not carried out. The contract has no status for a rejection, which therefore is CANCELLED with a mark. */
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
      const rule = rejects ? DEPLOYMENT_AUDIT.reject : DEPLOYMENT_AUDIT.cancel;
      return revise(this.outbox, {
        what: 'Deployment',
        id: deploymentId,
        expected: expectedRevision,
        before: located.deployment,
        change: (before) => before.closed(actor.id, reason, rejects, this.clock.now()),
        save: (after, before) => this.deployments.update(before, after),
        fact: deploymentSubject(rule, actor, located, deploymentId),
      });
    });
  }
}
