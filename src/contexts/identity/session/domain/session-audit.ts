import { auditRules } from '#shared/audit';

/** `reuse` means that a refresh token came a second time, so two parties have it; `lockout`, too many failures of one account and address. */
export const SESSION_AUDIT = auditRules('session', {
  login: 'low',
  refresh: 'low',
  reuse: 'high',
  lockout: 'high',
  logout: 'low',
  logout_everywhere: 'medium',
  end: 'medium',
  list: 'none',
  profile: 'none',
  setup_check: 'none',
  keys: 'none',
});
