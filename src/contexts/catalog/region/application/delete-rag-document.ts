import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { RAG_DOCUMENT_AUDIT, ragDocumentChanges } from '../domain/rag-document-audit';
import type { RagDocument } from '../domain/rag-document';
import { ragDocumentView, type RagDocumentView } from './rag-document-view';
import type { Region } from '../domain/region';

export interface DeleteRagDocumentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly documentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteRagDocument {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: ProjectResources<RagDocument>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the document as it was. */
  execute({ actor, project: slug, documentId, expectedRevision }: DeleteRagDocumentCommand): Promise<RagDocumentView> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'rag-document:write');
      const document = await this.documents.require(actor.tenantId, project.id, documentId);
      requireRevision('RAG document', documentId, document.state, expectedRevision);
      const view = await ragDocumentView(this.regions, document);
      await this.documents.remove(document);
      this.outbox.append(
        auditFact({ rule: RAG_DOCUMENT_AUDIT.delete, actor, project: slug, path: [documentId], changes: ragDocumentChanges }, document),
      );
      return view;
    });
  }
}
