import { auditRules } from '#shared/audit';

// The risk is high, because a backup contains the whole prompt.
export const BACKUP_AUDIT = auditRules('backup', { create: 'high', read: 'high', list: 'none' });

/** The state of every backup for the audit log, since a backup never changes. */
export const ONLY_REVISION = { state: { revision: 1 } };
