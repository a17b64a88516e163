import { auditRules } from '#shared/audit';

export const ASSET_AUDIT = auditRules('asset', { create: 'low', update: 'low', delete: 'medium', read: 'none', list: 'none' });
