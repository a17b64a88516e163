import { column, table } from '#platform/persistence/column-types';
import type { UserState } from '../../domain/user';

export const UserTable = table<UserState>({
  name: 'identity_user',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    email: column.key('email', 255),
    emailKey: column.key('email_key', 255),
    name: column.key('name', 255),
    role: column.key('role', 32),
    passwordHash: column.key('password_hash', 255),
    disabledAt: column.time('disabled_at', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  // The constraint spans all tenants, because a sign-in names no tenant.
  uniques: { uq_user_email: ['emailKey'] },
  foreignKeys: { fk_user_tenant: { columns: ['tenantId'], target: 'identity_tenant', references: ['id'] } },
});
