import { asReferredTo, DomainError } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { AssetPointerRepository } from '../../pointer/application/asset-pointer-repository.port';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { AssetPointerMoves, OpenMove, PointerMoves } from '../../pointer/application/pointer-moves';
import type { ReleaseChecks } from '../../pointer/application/release-checks';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import { namedFaults } from '../../pointer/domain/release-unresolvable';
import { saysTheSame } from '../../pointer-history/domain/pointer-history';
import { DEPLOYMENT_AUDIT } from '../domain/deployment-audit';
import { DeploymentNotFound } from '../domain/deployment-errors';
import type { DeploymentCommand } from './approve-deployment';
import type { CarriedOut } from './deploy-deployment';
import { deploymentFact } from './deployment-facts';
import { unlessRefused } from './unless-refused';
import type { DeploymentLookup, LocatedDeployment } from './deployment-lookup';
import type { DeploymentRepository } from './deployment-repository.port';
import type { Releasables } from './releasables';

export interface RollbackDeploymentCommand extends DeploymentCommand {
  readonly rollbackToDeploymentId: string;
}

/**
 * Returns the whole environment to its state right after an earlier deployment. Prompts and assets that the environment did not have then
 * are removed from it. The rules of the environment and the languages of the project are not checked, because these versions were released
 * before. The response has a warning about texts that can no longer be resolved.
 */
export class RollbackDeployment {
  constructor(
    private readonly lookup: DeploymentLookup,
    private readonly deployments: DeploymentRepository,
    private readonly releasables: Releasables,
    private readonly pointers: PointerRepository,
    private readonly assetPointers: AssetPointerRepository,
    private readonly history: PointerHistory,
    private readonly moves: PointerMoves,
    private readonly assetMoves: AssetPointerMoves,
    private readonly checks: ReleaseChecks,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({
    actor,
    project: slug,
    deploymentId,
    rollbackToDeploymentId,
    expectedRevision,
  }: RollbackDeploymentCommand): Promise<CarriedOut> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'deployment:rollback', slug, deploymentId);
      const { project, environment } = located;
      const open = await this.moves.open({ actor, project, environment, deploymentId, restores: true });
      const before = await this.lookup.again(actor, located);
      requireRevision('Deployment', deploymentId, before.state, expectedRevision);
      const move = await this.#target(before.requireDeployed(), located, rollbackToDeploymentId);
      await this.#restore(open, move);
      const after = before.rolledBack(rollbackToDeploymentId, open.move.at);
      await this.deployments.update(before, after);
      const unresolvable = await this.checks.made(open);
      const details = unresolvable.length > 0 ? { unresolvable: namedFaults(unresolvable) } : {};
      this.outbox.append(deploymentFact(DEPLOYMENT_AUDIT.rollback, actor, located, before, after, details));
      return { deployment: after, unresolvable };
    });
  }

  /** The move of the target, which must be a deployment of the same environment that was carried out before this one. */
  async #target(ownMove: number, { project, environment, deployment }: LocatedDeployment, targetId: string): Promise<number> {
    const target = await this.deployments.find(deployment.state.tenantId, project.id, targetId);
    const move = target?.state.environmentId === environment.id ? target.state.move : null;
    if (move === null || move >= ownMove) throw asReferredTo(new DeploymentNotFound(targetId));
    return move;
  }

  async #restore(open: OpenMove, move: number): Promise<void> {
    const { tenantId } = open.actor;
    const environmentId = open.environment.id;
    const then = await this.history.after(tenantId, environmentId, move);
    const items = then.map(({ kind, versionId }) => ({ entityType: TYPES[kind], entityId: versionId }));
    const candidates = await this.releasables.of(tenantId, open.project, items);
    const kept = new Set(then.map(({ entityId }) => entityId));
    const texts = [
      [this.pointers, this.moves],
      [this.assetPointers, this.assetMoves],
    ] as const;
    for (const [pointers, moves] of texts) {
      const now = await pointers.list(tenantId, environmentId);
      for (const pointer of now.filter(({ state }) => !kept.has(state.parentId))) await moves.remove(open, pointer);
    }
    for (const { versionId, entityName, versionTag, ...noted } of then.toSorted((a, b) => a.versionId.localeCompare(b.versionId))) {
      const candidate = candidates.get(versionId);
      if (!candidate) throw new NotRestorable(`version '${versionTag}' of '${entityName}' is gone`);
      if (!saysTheSame(noted, candidate.contentHash))
        throw new NotRestorable(`version '${versionTag}' of '${entityName}' was changed since`);
      await unlessRefused(
        () => candidate.release(open),
        (reason) => new NotRestorable(`${entityName}: ${reason}`),
      );
    }
  }
}

const TYPES = { prompt: 'PROMPT_VERSION', asset: 'PROMPT_ASSET_VERSION' } as const;

class NotRestorable extends DomainError {
  constructor(reason: string) {
    super('conflict', 'prompts.rollback_impossible', `The environment cannot be rolled back: ${reason}`);
  }
}
