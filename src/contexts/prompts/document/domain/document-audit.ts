import { auditRules } from '#shared/audit';

/** Beside the events of what the document changes. */
export const DOCUMENT_AUDIT = auditRules('prompt_document', { apply: 'medium' });
