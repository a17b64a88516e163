import { auditRules } from '#shared/audit';

// Whoever takes a backup has the whole prompt in his hands.
export const BACKUP_AUDIT = auditRules('backup', { create: 'high', read: 'high', list: 'none' });
