import { auditRules } from '#shared/audit';

export const POINTER_AUDIT = auditRules('pointer', {
  move: 'medium',
  remove: 'medium',
  break_glass: 'critical',
  list: 'none',
  read: 'none',
  history: 'none',
});
