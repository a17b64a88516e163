import { auditRules } from '#shared/audit';

export const SYSTEM_PROMPT_AUDIT = auditRules('system_prompt', {
  create: 'medium',
  update: 'medium',
  delete: 'medium',
  read: 'none',
  list: 'none',
});
