import { auditRules } from '#shared/audit';

export const MARKETPLACE_AUDIT = auditRules('marketplace', { list: 'none', requests: 'none', counts: 'none' });
