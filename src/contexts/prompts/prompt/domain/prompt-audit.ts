import { auditRules } from '#shared/audit';

export const PROMPT_AUDIT = auditRules('prompt', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
