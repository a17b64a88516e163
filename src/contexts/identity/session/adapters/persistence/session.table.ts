import { column, table } from '#platform/persistence/column-types';
import type { SessionState } from '../../domain/session';

export const SessionTable = table<SessionState>({
  name: 'identity_session',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    userId: column.id('user_id'),
    familyHash: column.key('family_hash', 64),
    secretHash: column.key('secret_hash', 64),
    userAgent: column.key('user_agent', 255, { nullable: true }),
    ip: column.key('ip', 45, { nullable: true }),
    createdAt: column.time('created_at'),
    lastUsedAt: column.time('last_used_at'),
    expiresAt: column.time('expires_at'),
    endedAt: column.time('ended_at', { nullable: true }),
    revision: column.int('revision'),
  },
  // The constraint spans all tenants, because a refresh token names none.
  uniques: { uq_session_family: ['familyHash'] },
  indices: { ix_session_user: ['tenantId', 'userId', 'createdAt'] },
  foreignKeys: {
    fk_session_user: { columns: ['tenantId', 'userId'], target: 'identity_user', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
