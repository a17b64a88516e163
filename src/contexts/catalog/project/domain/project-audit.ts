import { auditRules } from '#shared/audit';

export const PROJECT_AUDIT = auditRules('project', { create: 'low', update: 'low', delete: 'high', read: 'none', list: 'none' });
