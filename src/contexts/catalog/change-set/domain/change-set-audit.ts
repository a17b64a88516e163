import { auditRules } from '#shared/audit';

/** Beside the events of the changes themselves. */
export const CHANGE_SET_AUDIT = auditRules('change_set', { apply: 'medium' });
