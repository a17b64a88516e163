import { auditRules } from '#shared/audit';

export const RESOLUTION_AUDIT = auditRules('resolution', { serve: 'none', resolve: 'none', read: 'none' });
