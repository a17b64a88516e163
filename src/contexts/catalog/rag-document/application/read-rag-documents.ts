import type { Actor } from '#shared/actor';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RegionRepository } from '../../region/application/region-repository.port';
import type { RagDocumentRepository } from './rag-document-repository.port';
import { foundDocument, ragDocumentView, ragDocumentViews, type RagDocumentView } from './rag-document-view';

/** The reads of RAG documents: by id, all of a project. */
export class ReadRagDocuments {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: RagDocumentRepository,
    private readonly regions: RegionRepository,
  ) {}

  async list(actor: Actor, slug: string): Promise<RagDocumentView[]> {
    const project = await this.projects.require(actor, slug, 'rag-document:read');
    const documents = await this.documents.list(actor.tenantId, project.id);
    return ragDocumentViews(this.regions, actor.tenantId, project.id, documents);
  }

  async byId(actor: Actor, slug: string, id: string): Promise<RagDocumentView> {
    const project = await this.projects.require(actor, slug, 'rag-document:read');
    return ragDocumentView(this.regions, foundDocument(await this.documents.find(actor.tenantId, project.id, id), id));
  }
}
