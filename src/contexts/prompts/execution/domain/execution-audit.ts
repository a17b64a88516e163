import { auditRules } from '#shared/audit';

/** A text of the company was sent to a model: data left the company. */
export const EXECUTION_AUDIT = auditRules('execution', { run: 'low' });
