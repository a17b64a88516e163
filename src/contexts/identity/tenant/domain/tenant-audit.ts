import { auditRules } from '#shared/audit';

export const TENANT_AUDIT = auditRules('tenant', { create: 'high', update: 'medium', delete: 'critical', read: 'none', list: 'none' });
