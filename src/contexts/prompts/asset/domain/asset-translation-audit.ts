import { auditRules } from '#shared/audit';

export const ASSET_TRANSLATION_AUDIT = auditRules('asset_translation', {
  create: 'low',
  update: 'low',
  confirm: 'low',
  delete: 'medium',
  read: 'none',
  list: 'none',
});
