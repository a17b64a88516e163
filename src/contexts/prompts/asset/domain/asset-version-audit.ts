import { auditRules } from '#shared/audit';

export const ASSET_VERSION_AUDIT = auditRules('asset_version', {
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
