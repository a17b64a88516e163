import { auditRules } from '#shared/audit';

/** Reading the audit log is itself in the audit log. */
export const AUDIT_EVENT_AUDIT = auditRules('audit_event', { search: 'high', read: 'high' });
export const LOG_AUDIT = auditRules('audit_log', { checkpoint: 'none', key: 'none' });
