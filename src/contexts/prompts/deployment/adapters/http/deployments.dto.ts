import type { BreakGlass } from '../../../release-rules/application/release-gate';
import type { ShownDeployment } from '../../application/read-deployments';
import type { DeploymentStatus } from '../../domain/deployment';
import type { DeploymentItemState, EntityType, ItemStatus, RiskLevel } from '../../domain/deployment-item';

export interface DeploymentItemDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d41" */
  id: string;
  /** @example "PROMPT_VERSION" */
  entityType: EntityType;
  /**
   * The id of the version or of the model; null if that model was deleted.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  entityId: string | null;
  /** @example "1.0.0" */
  versionTag: string;
  /** @example "PENDING" */
  status: ItemStatus;
  /** The reason why the item could not be deployed. */
  errorMessage: string | null;
  /** @example "Friendlier greeting" */
  changeMessage: string | null;
  /** @example "LOW" */
  riskLevel: RiskLevel;
  deployedAt: Date | null;
}

export interface DeploymentApprovalDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d02" */
  userId: string;
  /** @example "Bo" */
  name: string;
  /** @example "2026-01-31T09:30:00.000Z" */
  at: string;
}

/** A reviewed move of an environment's pointers. */
export interface DeploymentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d40" */
  id: string;
  /** @example "Spring release" */
  name: string;
  /** @example "New greetings" */
  description: string | null;
  /** @example "PENDING" */
  status: DeploymentStatus;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /** @example "production" */
  environmentName: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d01" */
  requestedById: string;
  /** @example "Ann" */
  requestedByName: string;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d02" */
  approvedById: string | null;
  /** @example "Bo" */
  approvedByName: string | null;
  requestedAt: Date;
  approvedAt: Date | null;
  deployedAt: Date | null;
  rolledBackAt: Date | null;
  /** The time of the last change of status, or of the last approval. */
  updatedAt: Date;
  /** The deployment to whose result the environment has returned. */
  rollbackToDeploymentId: string | null;
  /** The approvers so far. There may be several if the rules of the environment require them. */
  approvals: DeploymentApprovalDto[];
  closedById: string | null;
  closedAt: Date | null;
  /**
   * The reason why it was cancelled or rejected.
   * @example "Not before the holidays"
   */
  closeReason: string | null;
  /** Whether an approver ended it. */
  rejected: boolean;
  /** In the order of the request. */
  items: DeploymentItemDto[];
}

export interface NewDeploymentItemDto {
  /** @example "PROMPT_VERSION" */
  entityType: EntityType;
  /**
   * The id of the version or of the model.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  entityId: string;
  /**
   * The tag of the version.
   * @example "1.0.0"
   */
  versionTag: string;
  /** @example "Friendlier greeting" */
  changeMessage?: string | null;
  /**
   * The default is `LOW`.
   * @example "LOW"
   */
  riskLevel?: RiskLevel | null;
}

export interface RequestDeploymentDto {
  /**
   * Unique in the environment; 1 to 255 characters.
   * @example "Spring release"
   */
  name: string;
  /** @example "New greetings" */
  description?: string | null;
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /**
   * Each prompt, asset and model once.
   * @minItems 1
   * @maxItems 500
   */
  items: NewDeploymentItemDto[];
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface DeployDeploymentDto {
  breakGlass?: BreakGlass | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface RejectDeploymentDto {
  /**
   * 1 to 500 characters.
   * @example "Not before the holidays"
   */
  reason: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface CancelDeploymentDto {
  /**
   * Up to 500 characters.
   * @example "Not before the holidays"
   */
  reason?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface RollbackDeploymentDto {
  /**
   * An earlier deployment of the same environment that was carried out.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d39"
   */
  rollbackToDeploymentId: string;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

const GONE = '(deleted user)';

export function deploymentDto({ deployment, environmentName, names, models }: ShownDeployment): DeploymentDto {
  const { id, name, description, status, environmentId, requestedBy, approvedBy, ...state } = deployment.state;
  const { approvals, closedBy, closedAt, closeReason, rejected } = state;
  const { requestedAt, approvedAt, deployedAt, rolledBackAt, rollbackToId, updatedAt } = state;
  return {
    id,
    name,
    description,
    status,
    environmentId,
    environmentName,
    requestedById: requestedBy,
    requestedByName: names.get(requestedBy) ?? GONE,
    approvedById: approvedBy,
    approvedByName: approvedBy === null ? null : (names.get(approvedBy) ?? GONE),
    requestedAt,
    approvedAt,
    deployedAt,
    rolledBackAt,
    updatedAt,
    rollbackToDeploymentId: rollbackToId,
    approvals: approvals.map(({ by, at }) => ({ userId: by, name: names.get(by) ?? GONE, at })),
    closedById: closedBy,
    closedAt,
    closeReason,
    rejected,
    items: deployment.items.map((each) => itemDto(each, models)),
  };
}

function itemDto(item: DeploymentItemState, models: ReadonlySet<string>): DeploymentItemDto {
  const { id, entityType, entityId, versionTag, status, errorMessage, changeMessage, riskLevel, deployedAt } = item;
  const isGone = entityType === 'AI_MODEL' && entityId !== null && !models.has(entityId);
  return { id, entityType, entityId: isGone ? null : entityId, versionTag, status, errorMessage, changeMessage, riskLevel, deployedAt };
}
