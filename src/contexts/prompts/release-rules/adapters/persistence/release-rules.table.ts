import { column, table } from '#platform/persistence/column-types';
import type { ReleaseRulesState } from '../../domain/release-rules';

/** Lists are JSON values that TypeORM must not inspect. */
export interface ReleaseRulesRow extends Omit<
  ReleaseRulesState,
  'changesNeedApproval' | 'pending' | 'excludedApprovers' | 'establishedApprovers' | 'freezeWindows' | 'after' | 'updatedAt'
> {
  readonly excludedApprovers: object;
  /** Null in rows that are older than the rule. */
  readonly establishedApprovers: boolean | null;
  readonly changesNeedApproval: boolean | null;
  readonly pending: object | null;
  readonly freezeWindows: object;
  readonly afterEnvironmentId: string | null;
  readonly updatedAt: Date;
}

export const ReleaseRulesTable = table<ReleaseRulesRow>({
  name: 'prompts_release_rules',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    environmentId: column.id('environment_id', { primary: true }),
    projectId: column.id('project_id'),
    approvalRequired: column.flag('approval_required'),
    approvals: column.int('approvals'),
    excludedApprovers: column.json('excluded_approvers'),
    establishedApprovers: column.flag('established_approvers', { nullable: true }),
    freezeWindows: column.json('freeze_windows'),
    afterEnvironmentId: column.id('after_environment_id', { nullable: true }),
    changesNeedApproval: column.flag('changes_need_approval', { nullable: true }),
    pending: column.json('pending', { nullable: true }),
    revision: column.int('revision'),
    updatedAt: column.time('updated_at'),
  },
  indices: { ix_release_rules_after: ['tenantId', 'afterEnvironmentId'] },
  foreignKeys: {
    fk_release_rules_environment: {
      columns: ['tenantId', 'environmentId'],
      target: 'catalog_environment',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
