import { auditRules } from '#shared/audit';

export const ENVIRONMENT_AUDIT = auditRules('environment', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
