import { auditRules } from '#shared/audit';

/** The audit log records its own reads. */
export const AUDIT_EVENT_AUDIT = auditRules('audit_event', { search: 'high', read: 'high' });
export const LOG_AUDIT = auditRules('audit_log', { checkpoint: 'none', key: 'none' });
