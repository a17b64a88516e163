import type { Actor } from '#shared/actor';
import type { ListQuery, ListRules } from '#shared/list';
import { withItems, type Page } from '#shared/page';
import type { ProjectResources } from '#shared/project-resources.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RagDocument, RagDocumentState } from '../domain/rag-document';
import { ragDocumentView, ragDocumentViews, type RagDocumentView } from './rag-document-view';
import type { Region } from '../domain/region';

export const RAG_DOCUMENT_LIST: ListRules<RagDocumentState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', documentName: 'documentName' },
  order: 'createdAt',
  tie: 'id',
  search: ['documentName', 'category'],
  filters: { language: [] },
};

/** Reads the metadata of a document by id, or of all documents of a project. */
export class ReadRagDocuments {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: ProjectResources<RagDocument>,
    private readonly regions: ProjectResources<Region>,
  ) {}

  async list(actor: Actor, slug: string, query: ListQuery): Promise<Page<RagDocumentView>> {
    const project = await this.projects.require(actor, slug, 'rag-document:read');
    const page = await this.documents.page(actor.tenantId, project.id, query);
    return withItems(page, await ragDocumentViews(this.regions, actor.tenantId, project.id, page.items));
  }

  async byId(actor: Actor, slug: string, id: string): Promise<RagDocumentView> {
    const project = await this.projects.require(actor, slug, 'rag-document:read');
    return ragDocumentView(this.regions, await this.documents.require(actor.tenantId, project.id, id));
  }
}
