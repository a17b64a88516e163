import { column, table } from '#platform/persistence/column-types';
import type { OidcLink } from '../../domain/oidc-link';

export const OidcLinkTable = table<OidcLink>({
  name: 'identity_oidc_link',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    issuer: column.key('issuer', 255, { primary: true }),
    subject: column.key('subject', 255, { primary: true }),
    userId: column.id('user_id'),
    createdAt: column.time('created_at'),
  },
  // A user has one subject for an issuer, so that a recycled address cannot add a second one.
  uniques: { uq_oidc_link_user: ['tenantId', 'userId', 'issuer'] },
  foreignKeys: {
    fk_oidc_link_user: { columns: ['tenantId', 'userId'], target: 'identity_user', references: ['tenantId', 'id'], onDelete: 'CASCADE' },
  },
});
