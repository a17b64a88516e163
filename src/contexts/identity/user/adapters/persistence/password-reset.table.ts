import { column, table } from '#platform/persistence/column-types';
import type { PasswordReset } from '../../domain/password-reset';

export const PasswordResetTable = table<PasswordReset>({
  name: 'identity_password_reset',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    userId: column.id('user_id', { primary: true }),
    tokenHash: column.key('token_hash', 64),
    createdAt: column.time('created_at'),
    expiresAt: column.time('expires_at'),
  },
  // The constraint spans all tenants, because a token names none.
  uniques: { uq_password_reset_token: ['tokenHash'] },
  foreignKeys: {
    fk_password_reset_user: {
      columns: ['tenantId', 'userId'],
      target: 'identity_user',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});
