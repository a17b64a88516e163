import { auditRules } from '#shared/audit';

/** The log records lists of keys, because they show an attacker what there is to steal. */
export const API_KEY_AUDIT = auditRules('api_key', {
  create: 'high',
  rotate: 'high',
  update: 'medium',
  revoke: 'high',
  restore: 'high',
  list: 'medium',
  read: 'none',
});
