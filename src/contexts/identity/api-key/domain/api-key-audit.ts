import { auditRules } from '#shared/audit';

/** A listing of keys shows what there is to steal: it is recorded. */
export const API_KEY_AUDIT = auditRules('api_key', {
  create: 'high',
  rotate: 'high',
  update: 'medium',
  revoke: 'high',
  restore: 'high',
  list: 'medium',
  read: 'none',
});
