import { auditRules } from '#shared/audit';

export const RELEASE_RULES_AUDIT = auditRules('release_rules', {
  replace: 'high',
  propose: 'high',
  confirm: 'high',
  discard: 'high',
  read: 'none',
});
