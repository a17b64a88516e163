import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { EstablishedApprovers } from '../../release-rules/application/established-approvers';
import type { ReleaseRulesRepository } from '../../release-rules/application/release-rules-repository.port';
import { ONE_APPROVAL } from '../../release-rules/domain/release-rules';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { contentOf, deploymentSubject } from './deployment-facts';
import type { DeploymentLookup, LocatedDeployment } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { Releasables } from './releasables';

export interface DeploymentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly deploymentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** Approves a deployment as a second user, or as one more if the rules of the environment require several. */
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
      return revise(this.outbox, {
        what: 'Deployment',
        id: deploymentId,
        expected: expectedRevision,
        before: located.deployment,
        change: async (before) => before.approve(actor.id, await this.#terms(actor, located), this.clock.now()),
        save: async (after, before) => {
          await this.deployments.update(before, after);
          return { items: contentOf(after) };
        },
        fact: deploymentSubject(DEPLOYMENT_AUDIT.approve, actor, located, deploymentId),
      });
    });
  }

  async #terms({ tenantId, id }: Actor, { project, environment, deployment }: LocatedDeployment) {
    const found = await this.releasables.of(tenantId, project, deployment.items);
    const rules = (await this.rules.find(tenantId, environment.id))?.state ?? ONE_APPROVAL;
    const standing = deployment.standing();
    const refusals = await this.established.refusals(tenantId, rules, standing, [...standing.approvers, id]);
    return { rules, refusals, environment: environment.name, found };
  }
}
