import type { Clock } from '#shared/clock.port';
import { DomainError, StaleRevision } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { OpenMove, PointerMoves } from '../../pointer/application/pointer-moves';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { ItemRefused } from '../domain/deployment-errors';
import type { DeploymentItemState } from '../domain/deployment-item';
import type { DeploymentCommand } from './approve-deployment';
import { deploymentFact } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { ModelDirectory } from './model-directory.port';
import type { ReleasedPrompts } from './released-prompts';

/** Carries an approved deployment out: all of its items or none. */
export class DeployDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly prompts: ReleasedPrompts,
    private readonly models: ModelDirectory,
    private readonly moves: PointerMoves,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** When an item is refused the environment stays as it was, and that it failed is kept in a transaction of its own. */
  async execute(command: DeploymentCommand): Promise<Deployment> {
    try {
      return await this.unitOfWork.run(() => this.#deploy(command));
    } catch (error) {
      if (error instanceof ItemRefused) await this.unitOfWork.run(() => this.#fail(command, error));
      throw error;
    }
  }

  async #deploy({ actor, project: slug, deploymentId, expectedRevision }: DeploymentCommand): Promise<Deployment> {
    const located = await this.lookup.require(actor, 'deployment:deploy', slug, deploymentId);
    const { project, environment } = located;
    const open = await this.moves.open({ actor, project, environment, deploymentId });
    const before = await this.lookup.again(actor, located);
    requireRevision('Deployment', deploymentId, before.state.revision, expectedRevision);
    before.requireApproved();
    await this.#release(open, before);
    const after = before.deployed(open.move.number, open.move.at);
    await this.deployments.update(before, after);
    this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.deploy, actor, located, before, after));
    return after;
  }

  async #release(open: OpenMove, { items }: Deployment): Promise<void> {
    const { tenantId } = open.actor;
    const idsOf = (type: string): string[] => items.flatMap((each) => (each.entityType === type ? (each.entityId ?? []) : []));
    const versions = await this.prompts.of(tenantId, open.project.id, idsOf('PROMPT_VERSION'));
    const byVersion = new Map(versions.map((each) => [each.version.state.id, each]));
    const models = await this.models.named(tenantId, open.project.id, idsOf('AI_MODEL'));
    // In one order everywhere, so that two releases of the same versions to two environments do not block each other.
    for (const item of items.toSorted((a, b) => (a.entityId ?? '').localeCompare(b.entityId ?? ''))) {
      if (item.entityType === 'AI_MODEL') {
        // A model has no pointer: the deployment is the record that it was released.
        if (!models.some(({ id }) => id === item.entityId)) throw refused(item, 'the AI model is gone');
        continue;
      }
      const found = byVersion.get(item.entityId ?? '');
      if (!found) throw refused(item, `version '${item.versionTag}' is gone`);
      const { contentHash } = found.version.state;
      if (contentHash !== item.contentHash) throw refused(item, `version '${item.versionTag}' was changed after it was approved`);
      await orRefused(item, () => this.moves.point(open, found.prompt, found.version));
    }
  }

  async #fail({ actor, project: slug, deploymentId }: DeploymentCommand, error: ItemRefused): Promise<void> {
    const located = await this.lookup.require(actor, 'deployment:deploy', slug, deploymentId);
    const before = located.deployment;
    const after = before.failed(error.itemId, error.reason, this.clock.now());
    await this.deployments.update(before, after);
    this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.fail, actor, located, before, after, { reason: error.reason }));
  }
}

const refused = ({ id, position }: DeploymentItemState, reason: string): ItemRefused => new ItemRefused(id, position, reason);

/** Somebody else's change at the same time is no fault of the item: the deployment may be tried again. */
async function orRefused(item: DeploymentItemState, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof DomainError && !(error instanceof StaleRevision) ? refused(item, error.message) : error;
  }
}
