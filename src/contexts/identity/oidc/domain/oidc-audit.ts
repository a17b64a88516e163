import { auditRules } from '#shared/audit';

// The risk is high, because a link is a second way into an account.
export const OIDC_LINK_AUDIT = auditRules('oidc_link', { create: 'high', remove: 'high', list: 'none' });
/** The redirect to the provider, before anything has happened. */
export const OIDC_SIGN_IN_AUDIT = auditRules('oidc_sign_in', { start: 'none' });
