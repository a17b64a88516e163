import type { Actor } from '#shared/actor';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RegionRepository } from './region-repository.port';
import { ragDocumentFact } from './rag-document-fact';
import type { RagDocumentRepository } from './rag-document-repository.port';
import { foundDocument, ragDocumentView, type RagDocumentView } from './rag-document-view';

export interface DeleteRagDocumentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly documentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteRagDocument {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: RagDocumentRepository,
    private readonly regions: RegionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The document as it was. */
  execute(command: DeleteRagDocumentCommand): Promise<RagDocumentView> {
    const { actor, project: slug, documentId } = command;
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'rag-document:write');
      const document = foundDocument(await this.documents.find(actor.tenantId, project.id, documentId), documentId);
      requireRevision('RAG document', documentId, document.state, command.expectedRevision);
      const view = await ragDocumentView(this.regions, document);
      await this.documents.remove(document);
      this.outbox.append(ragDocumentFact('delete', command, document, null));
      return view;
    });
  }
}
