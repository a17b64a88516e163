import { auditRules } from '#shared/audit';

export const DEPLOYMENT_AUDIT = auditRules('deployment', {
  request: 'medium',
  approve: 'high',
  deploy: 'high',
  fail: 'high',
  break_glass: 'critical',
  cancel: 'medium',
  reject: 'high',
  rollback: 'high',
  read: 'none',
  list: 'none',
  preview: 'none',
});
