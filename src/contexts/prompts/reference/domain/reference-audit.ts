import { auditRules } from '#shared/audit';

export const DEPENDENTS_AUDIT = auditRules('dependents', { read: 'none' });
