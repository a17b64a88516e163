import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { brokenGlass } from '../../pointer/application/broken-glass';
import type { OpenMove, PointerMoves } from '../../pointer/application/pointer-moves';
import type { ReleaseChecks } from '../../pointer/application/release-checks';
import type { Unresolvable } from '../../pointer/domain/release-unresolvable';
import type { BreakGlass, ReleaseGate } from '../../release-rules/application/release-gate';
import type { Deployment } from '../domain/deployment';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { ItemRefused } from '../domain/deployment-errors';
import { itemFault, type DeploymentItemState } from '../domain/deployment-item';
import type { DeploymentCommand } from './approve-deployment';
import { deploymentFact } from './deployment-facts';
import type { DeploymentLookup } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import { blamedItem } from './release-forecast';
import { versionsOf, type Candidate, type Releasables } from './releasables';
import { unlessRefused } from './unless-refused';

export interface DeployDeploymentCommand extends DeploymentCommand {
  /** The reason for which an administrator sets aside the rules of the environment and a missing approval. */
  readonly breakGlass?: BreakGlass | null;
}

export interface CarriedOut {
  readonly deployment: Deployment;
  /** The released texts that cannot be resolved; not empty only if the rules were set aside. */
  readonly unresolvable: readonly Unresolvable[];
}

/** Carries out an approved deployment, either all of its items or none. */
export class DeployDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly releasables: Releasables,
    private readonly gate: ReleaseGate,
    private readonly moves: PointerMoves,
    private readonly checks: ReleaseChecks,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** If an item is refused, the environment is unchanged, and a transaction of its own records the failure. */
  async execute(command: DeployDeploymentCommand): Promise<CarriedOut> {
    try {
      return await this.unitOfWork.run(() => this.#deploy(command));
    } catch (error) {
      if (error instanceof ItemRefused) await this.unitOfWork.run(() => this.#fail(command, error));
      throw error;
    }
  }

  async #deploy({ actor, project: slug, deploymentId, expectedRevision, breakGlass = null }: DeployDeploymentCommand): Promise<CarriedOut> {
    const located = await this.lookup.require(actor, 'deployment:deploy', slug, deploymentId);
    const { project, environment } = located;
    const open = await this.moves.open({ actor, project, environment, deploymentId });
    const before = await this.lookup.again(actor, located);
    requireRevision('Deployment', deploymentId, before.state, expectedRevision);
    if (breakGlass) before.requireOpen();
    else before.requireApproved();
    const candidates = await this.releasables.of(actor.tenantId, project, before.items);
    const obstacles = await this.gate.pass({
      actor,
      environment,
      versions: versionsOf(candidates),
      by: before.standing(),
      breakGlass,
    });
    await this.#release(open, before, candidates);
    const unresolvable = await this.checks.made(open);
    const [fault] = unresolvable;
    const blamed = fault && blamedItem(fault, before.items, candidates);
    if (blamed && !breakGlass) throw refused(blamed, fault.message);
    const after = before.deployed(open.move.number, open.move.at);
    await this.deployments.update(before, after);
    const aside = { name: deploymentId, revision: after.state.revision, obstacles, unresolvable };
    if (breakGlass && obstacles.length + unresolvable.length > 0)
      this.outbox.append(brokenGlass(DEPLOYMENT_AUDIT.break_glass, open, breakGlass, aside));
    this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.deploy, actor, located, before, after));
    return { deployment: after, unresolvable };
  }

  async #release(open: OpenMove, { items, state }: Deployment, candidates: ReadonlyMap<string, Candidate>): Promise<void> {
    // All releases use this order, so that two releases of the same versions to two environments do not block each other.
    for (const item of items.toSorted((a, b) => (a.entityId ?? '').localeCompare(b.entityId ?? ''))) {
      const found = candidates.get(item.entityId ?? '');
      const fault = itemFault(item, state.status === 'APPROVED' ? 'approved' : null, found);
      if (fault !== null || !found) throw refused(item, fault ?? 'it is gone');
      await unlessRefused(
        () => found.release(open),
        (reason) => refused(item, reason),
      );
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
