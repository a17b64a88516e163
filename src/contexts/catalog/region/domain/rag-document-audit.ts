import { auditRules, type Changes } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { RagDocument } from './rag-document';

export const RAG_DOCUMENT_AUDIT = auditRules('rag_document', {
  create: 'low',
  update: 'low',
  delete: 'medium',
  read: 'none',
  list: 'none',
});

const FIELDS = ['documentName', 'regionId', 'category', 'complianceReviewed', 'piiRiskLevel'] as const;
const PERSONAL = '(personal)';

/** What differs, for the audit log. Who reviewed it is a person's name: the audit log says only that it changed. */
export function ragDocumentChanges(before: RagDocument | null, after: RagDocument | null): Changes {
  const reviewer = (of: RagDocument | null): string | null => of?.state.lastReviewedBy ?? null;
  const shown = (name: string | null): string | null => (name === null ? null : PERSONAL);
  return {
    ...changesBetween(before?.state ?? null, after?.state ?? null, FIELDS),
    ...(reviewer(before) === reviewer(after) ? {} : { lastReviewedBy: { before: shown(reviewer(before)), after: shown(reviewer(after)) } }),
  };
}
