import { auditRules } from '#shared/audit';

/** Reading the trail is itself on the trail. */
export const AUDIT_EVENT_AUDIT = auditRules('audit-event', { search: 'high', read: 'high' });
export const LOG_AUDIT = auditRules('audit-log', { checkpoint: 'none', key: 'none' });
