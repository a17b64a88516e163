import { auditRules } from '#shared/audit';

/** Recorded in addition to the events of what the document changes. */
export const DOCUMENT_AUDIT = auditRules('prompt_document', { apply: 'medium' });
