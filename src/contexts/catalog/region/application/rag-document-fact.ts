import type { Actor } from '#shared/actor';
import type { AuditFact } from '#shared/audit';
import type { RagDocument } from '../domain/rag-document';
import { RAG_DOCUMENT_AUDIT, ragDocumentChanges } from '../domain/rag-document-audit';

/** A change of a document for the audit log; `after` is null when it is deleted. `project` is its slug. */
export function ragDocumentFact(
  verb: 'create' | 'update' | 'delete',
  { actor, project }: { readonly actor: Actor; readonly project: string },
  before: RagDocument | null,
  after: RagDocument | null,
): AuditFact {
  const id = (after ?? before)?.state.id ?? '';
  return {
    rule: RAG_DOCUMENT_AUDIT[verb],
    actor,
    resource: { id: `${project}/${id}`, revision: after?.state.revision ?? (before?.state.revision ?? 0) + 1, projectId: project },
    changes: ragDocumentChanges(before, after),
  };
}
