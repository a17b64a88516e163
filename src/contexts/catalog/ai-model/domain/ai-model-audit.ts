import { auditRules } from '#shared/audit';

export const AI_MODEL_AUDIT = auditRules('ai_model', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
