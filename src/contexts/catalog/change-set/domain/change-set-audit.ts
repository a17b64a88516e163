import { auditRules } from '#shared/audit';

/** The event of the set, in addition to the events of its changes. */
export const CHANGE_SET_AUDIT = auditRules('change_set', { apply: 'medium' });
