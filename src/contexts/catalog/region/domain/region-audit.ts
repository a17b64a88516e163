import { auditRules } from '#shared/audit';

export const REGION_AUDIT = auditRules('region', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
