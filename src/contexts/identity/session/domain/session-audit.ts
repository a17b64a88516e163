import { auditRules } from '#shared/audit';

export const SESSION_AUDIT = auditRules('session', { login: 'low', profile: 'none', setup_check: 'none' });
