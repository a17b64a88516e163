import { auditRules } from '#shared/audit';

export const POINTER_AUDIT = auditRules('pointer', { move: 'medium', remove: 'medium', list: 'none', history: 'none' });
