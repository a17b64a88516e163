import { column, table } from '#platform/persistence/column-types';
import type { MemberState } from '../../domain/member';

export const MemberTable = table<MemberState>({
  name: 'catalog_member',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    projectId: column.id('project_id', { primary: true }),
    userId: column.id('user_id', { primary: true }),
    role: column.key('role', 32),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  indices: { ix_member_user: ['tenantId', 'userId'] },
  foreignKeys: {
    fk_member_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
    fk_member_user: { columns: ['tenantId', 'userId'], target: 'identity_user', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
