import { auditRules } from '#shared/audit';

export const TENANT_AUDIT = auditRules('tenant', {
  create: 'high',
  update: 'medium',
  disable: 'high',
  enable: 'high',
  delete: 'critical',
  read: 'none',
  list: 'none',
});
