import { auditRules } from '#shared/audit';

export const TRANSLATION_AUDIT = auditRules('translation', {
  create: 'low',
  update: 'low',
  confirm: 'low',
  delete: 'medium',
  read: 'none',
  list: 'none',
});
