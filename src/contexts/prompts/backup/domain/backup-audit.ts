import { auditRules } from '#shared/audit';

// A caller that takes a backup gets the whole prompt at once.
export const BACKUP_AUDIT = auditRules('backup', { create: 'high', read: 'high', list: 'none' });

/** What the audit log knows of any backup's state: a backup never changes. */
export const ONLY_REVISION = { state: { revision: 1 } };
