import { auditRules } from '#shared/audit';

/** The risk is high, because an attacker changes permissions first. */
export const MEMBER_AUDIT = auditRules('member', { grant: 'high', revoke: 'high', list: 'none', read: 'none' });
