import { auditRules } from '#shared/audit';

export const USAGE_AUDIT = auditRules('usage', { read: 'none', unused: 'none' });
