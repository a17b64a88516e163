import { auditRules } from '#shared/audit';

/** `copy` is an event of the new prompt, `copied` one of the version that it comes from. */
export const COPY_AUDIT = auditRules('publication', { copy: 'medium', copied: 'medium' });
