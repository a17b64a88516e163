import { auditRules } from '#shared/audit';

export const TAG_AUDIT = auditRules('tag', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
