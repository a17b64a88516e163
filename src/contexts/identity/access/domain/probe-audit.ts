import { auditRules } from '#shared/audit';

export const PROBE_AUDIT = auditRules('probe', { check: 'none' });
