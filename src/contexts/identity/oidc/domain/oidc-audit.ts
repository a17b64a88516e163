import { auditRules } from '#shared/audit';

// A link is a second way into an account.
export const OIDC_LINK_AUDIT = auditRules('oidc_link', { create: 'high', remove: 'high', list: 'none' });
/** The redirect to the provider: nothing has happened yet. */
export const OIDC_SIGN_IN_AUDIT = auditRules('oidc_sign_in', { start: 'none' });
