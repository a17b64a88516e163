import { auditRules } from '#shared/audit';

export const VERSION_AUDIT = auditRules('version', {
  create: 'low',
  update: 'low',
  activate: 'medium',
  archive: 'medium',
  restore: 'medium',
  request_publish: 'medium',
  approve_publish: 'high',
  reject_publish: 'medium',
  unpublish: 'medium',
  delete: 'medium',
  read: 'none',
  list: 'none',
});
