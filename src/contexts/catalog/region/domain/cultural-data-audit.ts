import { auditRules } from '#shared/audit';

export const CULTURAL_DATA_AUDIT = auditRules('cultural_data', {
  create: 'low',
  update: 'low',
  delete: 'medium',
  read: 'none',
  list: 'none',
});
