import { auditRules } from '#shared/audit';

/** `copy` is an event of the new prompt, `copied` an event of the version that it was copied from. */
export const COPY_AUDIT = auditRules('publication', { copy: 'medium', copied: 'medium' });
