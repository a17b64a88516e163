import { auditRules } from '#shared/audit';

/** Who may do what is what an attacker changes first. */
export const MEMBER_AUDIT = auditRules('member', { grant: 'high', revoke: 'high', list: 'none', read: 'none' });
