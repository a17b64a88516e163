import { Validation } from '#shared/validation';
import { NotApproved, NotDeployed, NotPending, OwnRequest } from './deployment-errors';
import { guardItems, type DeploymentItemState, type NewDeploymentItem, type Releasable } from './deployment-item';

export const DEPLOYMENT_STATUSES = ['PENDING', 'APPROVED', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'ROLLED_BACK', 'CANCELLED'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

export interface DeploymentState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  /** Unique in the environment. */
  readonly name: string;
  readonly description: string | null;
  readonly status: DeploymentStatus;
  /** Ids of users. */
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly requestedAt: Date;
  readonly approvedAt: Date | null;
  readonly deployedAt: Date | null;
  /** The number of the environment's move that carried it out: what the environment was right after can be found by it. */
  readonly move: number | null;
  readonly rolledBackAt: Date | null;
  readonly rollbackToId: string | null;
  readonly revision: number;
  readonly updatedAt: Date;
}

export interface NewDeployment {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  readonly name: string;
  readonly description: string | null;
  readonly requestedBy: string;
  readonly items: readonly NewDeploymentItem[];
  readonly now: Date;
}

export const DEPLOYMENT_FIELDS = ['name', 'description', 'status', 'environmentId', 'approvedBy', 'move', 'rollbackToId'] as const;

/** A reviewed move of an environment's pointers. */
export class Deployment {
  private constructor(
    readonly state: DeploymentState,
    /** In the order of the request. */
    readonly items: readonly DeploymentItemState[],
  ) {}

  /** A request; `releasable` are the things of the project that its items name, by their entity id. Throws Invalid with every fault. */
  static request({ items, now, ...input }: NewDeployment, releasable: ReadonlyMap<string, Releasable>): Deployment {
    const validation = new Validation('prompts.deployment_invalid');
    const name = validation.name('/name', input.name);
    const description = input.description === null ? null : validation.text('/description', input.description);
    const guarded = guardItems(validation, items, releasable);
    validation.done();
    const { tenantId, id: deploymentId } = input;
    return new Deployment(
      {
        ...input,
        name,
        description,
        status: 'PENDING',
        approvedBy: null,
        requestedAt: now,
        approvedAt: null,
        deployedAt: null,
        move: null,
        rolledBackAt: null,
        rollbackToId: null,
        revision: 1,
        updatedAt: now,
      },
      guarded.map((each, position) => ({
        ...each,
        tenantId,
        deploymentId,
        position,
        status: 'PENDING',
        errorMessage: null,
        deployedAt: null,
        contentHash: null,
      })),
    );
  }

  static restore(state: DeploymentState, items: readonly DeploymentItemState[]): Deployment {
    return new Deployment(state, items);
  }

  /** Four eyes: whoever asked for it does not approve it. What the approver saw is what may be deployed, so its hashes are kept. */
  approve(by: string, hashes: ReadonlyMap<string, string | null>, now: Date): Deployment {
    if (by === this.state.requestedBy) throw new OwnRequest(this.state.name);
    if (this.state.status !== 'PENDING') throw new NotPending(this.state.name, this.state.status);
    const items = this.items.map((each) => ({ ...each, contentHash: hashes.get(each.entityId ?? '') ?? null }));
    return this.#next({ status: 'APPROVED', approvedBy: by, approvedAt: now }, now, items);
  }

  requireApproved(): void {
    if (this.state.status !== 'APPROVED') throw new NotApproved(this.state.name, this.state.status);
  }

  /** Carried out as the environment's move of that number. */
  deployed(move: number, now: Date): Deployment {
    this.requireApproved();
    const items = this.items.map((each) => ({ ...each, status: 'DEPLOYED' as const, deployedAt: now }));
    return this.#next({ status: 'DEPLOYED', deployedAt: now, move }, now, items);
  }

  failed(itemId: string, errorMessage: string, now: Date): Deployment {
    this.requireApproved();
    const items = this.items.map((each) => (each.id === itemId ? { ...each, status: 'FAILED' as const, errorMessage } : each));
    return this.#next({ status: 'FAILED' }, now, items);
  }

  requireDeployed(): number {
    if (this.state.status !== 'DEPLOYED' || this.state.move === null) throw new NotDeployed(this.state.name, this.state.status);
    return this.state.move;
  }

  rolledBack(rollbackToId: string, now: Date): Deployment {
    this.requireDeployed();
    const items = this.items.map((each) => ({ ...each, status: 'ROLLED_BACK' as const }));
    return this.#next({ status: 'ROLLED_BACK', rolledBackAt: now, rollbackToId }, now, items);
  }

  #next(changed: Partial<DeploymentState>, now: Date, items: readonly DeploymentItemState[] = this.items): Deployment {
    return new Deployment({ ...this.state, ...changed, revision: this.state.revision + 1, updatedAt: now }, items);
  }
}
