import { column, table } from '#platform/persistence/column-types';
import type { TenantState } from '../../domain/tenant';

export const TenantTable = table<TenantState>({
  name: 'identity_tenant',
  columns: {
    id: column.id('id', { primary: true }),
    name: column.key('name', 255),
    marketplaceRequiresApproval: column.flag('marketplace_requires_approval'),
    disabledAt: column.time('disabled_at', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
  },
  uniques: { uq_tenant_name: ['name'] },
});
