import { Validation } from '#shared/validation';
import { ExcludedApprover, UnestablishedApprover } from '../../release-rules/domain/approver-errors';
import { countedApprovals, type ApprovalRules, type Refusals, type Standing } from '../../release-rules/domain/release-rules';
import { DeploymentChanged, DeploymentClosed, NotApproved, NotDeployed, NotPending, OwnRequest } from './deployment-errors';
import {
  guardItems,
  itemFault,
  type DeploymentItemState,
  type FixedSince,
  type NewDeploymentItem,
  type Releasable,
} from './deployment-item';

export const DEPLOYMENT_STATUSES = ['PENDING', 'APPROVED', 'DEPLOYING', 'DEPLOYED', 'FAILED', 'ROLLED_BACK', 'CANCELLED'] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

export interface Approval {
  /** The id of the user. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What an approval is checked against. */
export interface ApprovalTerms {
  readonly rules: ApprovalRules;
  /** The accounts of this approver and of the earlier ones. */
  readonly refusals: Refusals;
  /** The environment with the rules. */
  readonly environment: string;
  /** The current state of the items in the project, by entity id. */
  readonly found: ReadonlyMap<string, Pick<Releasable, 'contentHash'>>;
}

export interface DeploymentState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly environmentId: string;
  /** Unique in the environment. */
  readonly name: string;
  readonly description: string | null;
  readonly status: DeploymentStatus;
  /** The ids of users. */
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly requestedAt: Date;
  readonly approvedAt: Date | null;
  readonly deployedAt: Date | null;
  /** The number of the move of the environment that carried it out. The state of the environment right after it is found by this number. */
  readonly move: number | null;
  readonly rolledBackAt: Date | null;
  readonly rollbackToId: string | null;
  /** In their order. The last required one is `approvedBy`. */
  readonly approvals: readonly Approval[];
  /** The user that cancelled or rejected it, and the reason. */
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly closeReason: string | null;
  /** Whether it was rejected; the contract has no status for that. */
  readonly rejected: boolean;
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

const MAX_REASON_LENGTH = 500;

export const DEPLOYMENT_FIELDS = [
  'name',
  'description',
  'status',
  'environmentId',
  'approvals',
  'approvedBy',
  'move',
  'rollbackToId',
  'closedBy',
  'closeReason',
  'rejected',
] as const;

/** A reviewed move of the pointers of an environment. */
export class Deployment {
  private constructor(
    readonly state: DeploymentState,
    /** In the order of the request. */
    readonly items: readonly DeploymentItemState[],
  ) {}

  /** Creates a request. `releasable` has the things of the project that its items name, by entity id. Throws Invalid with every fault. */
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
        approvals: [],
        closedBy: null,
        closedAt: null,
        closeReason: null,
        rejected: false,
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
        contentHash: releasable.get(each.entityId)?.contentHash ?? null,
      })),
    );
  }

  static restore(state: DeploymentState, items: readonly DeploymentItemState[]): Deployment {
    return new Deployment(state, items);
  }

  /**
   * Adds an approval. The requester of a deployment must not approve it (four eyes). Only the content that the approvers saw may be
   * deployed, so that its hashes are kept. If an approval is required, this is the requested content; otherwise an approver could insert a
   * text of their own. The deployment is approved as soon as enough users have approved it, and may need further approvals if its rules
   * change. Returns the same object if this user has approved it already and nothing changes.
   */
  approve(by: string, { rules, refusals, environment, found }: ApprovalTerms, now: Date): Deployment {
    if (by === this.state.requestedBy) throw new OwnRequest(this.state.name);
    const isApproved = this.state.status === 'APPROVED';
    const isEnough = (approvals: readonly Approval[]): boolean =>
      countedApprovals(rules, approversOf(approvals), refusals) >= rules.approvals;
    if (isApproved ? isEnough(this.state.approvals) : this.state.status !== 'PENDING')
      throw new NotPending(this.state.name, this.state.status);
    if (rules.excludedApprovers.includes(by)) throw new ExcludedApprover(environment);
    const refusal = refusals.get(by);
    if (refusal !== undefined) throw new UnestablishedApprover(environment, refusal);
    const isKnown = this.state.approvals.some((each) => each.by === by);
    const approvals = isKnown ? this.state.approvals : [...this.state.approvals, { by, at: now.toISOString() }];
    if (isKnown && !isEnough(approvals)) return this;
    const fixedSince = this.fixedSince(rules);
    const items = this.items.map((each) => {
      const its = found.get(each.entityId ?? '');
      const fault = fixedSince && itemFault(each, fixedSince, its);
      if (fault) throw new DeploymentChanged(each.position, fault);
      return { ...each, contentHash: its?.contentHash ?? null };
    });
    if (!isEnough(approvals)) return this.#next({ approvals }, now, items);
    return this.#next({ approvals, status: 'APPROVED', approvedBy: by, approvedAt: now }, now, items);
  }

  /** Ends the deployment before it is carried out: the requester cancels it, or another user rejects it with a reason. */
  closed(by: string, reason: string | null, rejected: boolean, now: Date): Deployment {
    if (this.state.status !== 'PENDING' && this.state.status !== 'APPROVED') throw new DeploymentClosed(this.state.name, this.state.status);
    const validation = new Validation('prompts.deployment_invalid');
    const closeReason = validation.lines('/reason', reason ?? '', { min: rejected ? 1 : 0, max: MAX_REASON_LENGTH });
    validation.done();
    return this.#next({ status: 'CANCELLED', closedBy: by, closedAt: now, closeReason: closeReason || null, rejected }, now);
  }

  /** The time from which the content of its items must not change, so that it can be approved and deployed. */
  fixedSince({ approvalRequired }: Pick<ApprovalRules, 'approvalRequired'>): FixedSince {
    if (this.state.status !== 'PENDING' && this.state.status !== 'APPROVED') return null;
    if (this.state.approvals.length > 0) return 'approved';
    return approvalRequired ? 'asked for' : null;
  }

  /** The deployment as the rules of its environment judge it. */
  standing(): Standing {
    const { status, approvals, requestedBy, requestedAt } = this.state;
    return { approved: status === 'APPROVED', approvers: approversOf(approvals), requestedBy, requestedAt };
  }

  requireApproved(): void {
    if (this.state.status !== 'APPROVED') throw new NotApproved(this.state.name, this.state.status);
  }

  /** A pending deployment is sufficient if an administrator sets the approval aside. */
  requireOpen(): void {
    if (this.state.status !== 'PENDING') this.requireApproved();
  }

  /** Marks it as carried out by the environment's move of that number. */
  deployed(move: number, now: Date): Deployment {
    this.requireOpen();
    const items = this.items.map((each) => ({ ...each, status: 'DEPLOYED' as const, deployedAt: now }));
    return this.#next({ status: 'DEPLOYED', deployedAt: now, move }, now, items);
  }

  failed(itemId: string, errorMessage: string, now: Date): Deployment {
    this.requireOpen();
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

const approversOf = (approvals: readonly Approval[]): string[] => approvals.map(({ by }) => by);
