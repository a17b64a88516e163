import { column, table } from '#platform/persistence/column-types';
import type { ApiKeyState } from '../../domain/api-key';

export const ApiKeyTable = table<ApiKeyState>({
  name: 'identity_api_key',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    userId: column.id('user_id'),
    name: column.key('name', 255),
    prefix: column.key('prefix', 32),
    secretHash: column.key('secret_hash', 64),
    previousHash: column.key('previous_hash', 64, { nullable: true }),
    overlapUntil: column.time('overlap_until', { nullable: true }),
    permissions: column.json('permissions', { nullable: true }),
    projects: column.json('projects', { nullable: true }),
    environments: column.json('environments', { nullable: true }),
    expiresAt: column.time('expires_at', { nullable: true }),
    revoked: column.flag('revoked'),
    lastUsedAt: column.time('last_used_at', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  // The constraint spans all tenants, because a key names no tenant.
  uniques: { uq_api_key_prefix: ['prefix'] },
  indices: { ix_api_key_user: ['tenantId', 'userId'] },
  foreignKeys: {
    fk_api_key_user: { columns: ['tenantId', 'userId'], target: 'identity_user', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
