import { column, table } from '#platform/persistence/column-types';
import type { DeploymentState } from '../../domain/deployment';
import type { DeploymentItemState } from '../../domain/deployment-item';

/**
 * Lists are JSON values that TypeORM must not inspect. Rows from before approvals were counted needed one approval, and have no list of
 * them.
 */
export interface DeploymentRow extends Omit<DeploymentState, 'approvals' | 'rejected'> {
  readonly approvals: object | null;
  readonly rejected: boolean | null;
}

export const DeploymentTable = table<DeploymentRow>({
  name: 'prompts_deployment',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    environmentId: column.id('environment_id'),
    name: column.key('name', 255),
    description: column.text('description', { nullable: true }),
    status: column.key('status', 20),
    requestedBy: column.id('requested_by'),
    approvedBy: column.id('approved_by', { nullable: true }),
    requestedAt: column.time('requested_at'),
    approvedAt: column.time('approved_at', { nullable: true }),
    deployedAt: column.time('deployed_at', { nullable: true }),
    move: column.int('move', { nullable: true }),
    rolledBackAt: column.time('rolled_back_at', { nullable: true }),
    rollbackToId: column.id('rollback_to_id', { nullable: true }),
    approvals: column.json('approvals', { nullable: true }),
    closedBy: column.id('closed_by', { nullable: true }),
    closedAt: column.time('closed_at', { nullable: true }),
    closeReason: column.text('close_reason', { nullable: true }),
    rejected: column.flag('rejected', { nullable: true }),
    revision: column.int('revision'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_deployment_name: ['tenantId', 'environmentId', 'name'] },
  indices: { ix_deployment_project: ['tenantId', 'projectId', 'requestedAt', 'id'] },
  foreignKeys: {
    fk_deployment_project: { columns: ['tenantId', 'projectId'], target: 'catalog_project', references: ['tenantId', 'id'] },
    fk_deployment_environment: { columns: ['tenantId', 'environmentId'], target: 'catalog_environment', references: ['tenantId', 'id'] },
  },
});

export const DeploymentItemTable = table<DeploymentItemState>({
  name: 'prompts_deployment_item',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    deploymentId: column.id('deployment_id'),
    position: column.int('position'),
    entityType: column.key('entity_type', 30),
    entityId: column.id('entity_id', { nullable: true }),
    versionTag: column.key('version_tag', 50),
    status: column.key('status', 20),
    errorMessage: column.text('error_message', { nullable: true }),
    changeMessage: column.text('change_message', { nullable: true }),
    riskLevel: column.key('risk_level', 20),
    deployedAt: column.time('deployed_at', { nullable: true }),
    contentHash: column.key('content_hash', 64, { nullable: true }),
  },
  uniques: { uq_deployment_item: ['tenantId', 'deploymentId', 'position'] },
  indices: { ix_deployment_item_entity: ['tenantId', 'entityId'] },
  foreignKeys: {
    fk_deployment_item: {
      columns: ['tenantId', 'deploymentId'],
      target: 'prompts_deployment',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
