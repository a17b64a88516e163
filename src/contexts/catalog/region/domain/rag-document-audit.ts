import { auditRules, type Changes } from '#shared/audit';
import { changesBetween } from '#shared/changes';
import type { RagDocumentState } from './rag-document';

export const RAG_DOCUMENT_AUDIT = auditRules('rag_document', {
  create: 'low',
  update: 'low',
  delete: 'medium',
  read: 'none',
  list: 'none',
});

const FIELDS = ['documentName', 'regionId', 'category', 'complianceReviewed', 'piiRiskLevel'] as const;
const PERSONAL = '(personal)';

/** The changes for the audit log. The reviewer is a person's name, so the log records only the fact of its change. */
export function ragDocumentChanges(before: RagDocumentState | null, after: RagDocumentState | null): Changes {
  const reviewer = (of: RagDocumentState | null): string | null => of?.lastReviewedBy ?? null;
  const shown = (name: string | null): string | null => (name === null ? null : PERSONAL);
  return {
    ...changesBetween(before, after, FIELDS),
    ...(reviewer(before) === reviewer(after) ? {} : { lastReviewedBy: { before: shown(reviewer(before)), after: shown(reviewer(after)) } }),
  };
}
