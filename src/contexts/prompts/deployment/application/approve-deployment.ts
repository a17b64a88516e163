import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { EstablishedApprovers } from '../../release-rules/application/established-approvers';
import type { ReleaseRulesRepository } from '../../release-rules/application/release-rules-repository.port';
import { ONE_APPROVAL } from '../../release-rules/domain/release-rules';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { contentOf, deploymentFact } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { Releasables } from './releasables';

export interface DeploymentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly deploymentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** The second pair of eyes, or one more where the environment's rules want several. */
export class ApproveDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly releasables: Releasables,
    private readonly rules: ReleaseRulesRepository,
    private readonly established: EstablishedApprovers,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, deploymentId, expectedRevision }: DeploymentCommand): Promise<Deployment> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'deployment:approve', slug, deploymentId);
      const before = located.deployment;
      requireRevision('Deployment', deploymentId, before.state, expectedRevision);
      const found = await this.releasables.of(actor.tenantId, located.project, before.items);
      const rules = (await this.rules.find(actor.tenantId, located.environment.id))?.state ?? ONE_APPROVAL;
      const standing = before.standing();
      const refusals = await this.established.refusals(actor.tenantId, rules, standing, [...standing.approvers, actor.id]);
      const terms = { rules, refusals, environment: located.environment.name, found };
      const after = before.approve(actor.id, terms, this.clock.now());
      if (after === before) {
        this.outbox.unchanged(deploymentFact(DEPLOYMENT_AUDIT.approve, actor, located, before, after));
        return before;
      }
      await this.deployments.update(before, after);
      this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.approve, actor, located, before, after, { items: contentOf(after) }));
      return after;
    });
  }
}
