import { column, table } from '#platform/persistence/column-types';
import type { PointerInterval } from '../../domain/pointer-history';

export const PointerHistoryTable = table<PointerInterval>({
  name: 'prompts_pointer_history',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    environmentId: column.id('environment_id'),
    kind: column.key('kind', 10),
    entityId: column.id('entity_id'),
    entityName: column.key('entity_name', 511),
    versionId: column.id('version_id'),
    versionTag: column.key('version_tag', 50),
    validFrom: column.time('valid_from'),
    validTo: column.time('valid_to', { nullable: true }),
    fromMove: column.int('from_move'),
    toMove: column.int('to_move', { nullable: true }),
    movedBy: column.id('moved_by'),
    deploymentId: column.id('deployment_id', { nullable: true }),
    contentHash: column.key('content_hash', 64, { nullable: true }),
  },
  uniques: { uq_pointer_history: ['tenantId', 'environmentId', 'entityId', 'fromMove'] },
  indices: { ix_pointer_history_project: ['tenantId', 'projectId'], ix_pointer_history_version: ['tenantId', 'versionId'] },
  foreignKeys: {
    // There is no foreign key to the environment, because its history outlives it.
    fk_pointer_history_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export interface EnvironmentMoveRow {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly moves: number;
  readonly movedAt: Date;
}

/** One row for each environment: the number of moves of its pointers, and the lock that orders them. */
export const EnvironmentMoveTable = table<EnvironmentMoveRow>({
  name: 'prompts_environment_move',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    environmentId: column.id('environment_id', { primary: true }),
    moves: column.int('moves'),
    movedAt: column.time('moved_at'),
  },
  foreignKeys: {
    fk_environment_move: {
      columns: ['tenantId', 'environmentId'],
      target: 'catalog_environment',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
