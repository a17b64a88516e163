import type { ListQuery, ListRules } from '#shared/list';
import type { Page } from '#shared/page';
import { RagDocumentNotFound, type RagDocument, type RagDocumentState } from '../domain/rag-document';

export const RAG_DOCUMENT_LIST: ListRules<RagDocumentState> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt', documentName: 'documentName' },
  order: 'createdAt',
  tie: 'id',
  search: ['documentName', 'category'],
  filters: { language: [] },
};

export abstract class RagDocumentRepository {
  /** Throws RagDocumentTaken when the project has one of that name. */
  abstract add(document: RagDocument): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and RagDocumentTaken. */
  abstract update(document: RagDocument): Promise<void>;
  abstract remove(document: RagDocument): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<RagDocument | null>;

  /** Works like find, and throws RagDocumentNotFound instead of returning null. */
  async require(tenantId: string, projectId: string, id: string): Promise<RagDocument> {
    const document = await this.find(tenantId, projectId, id);
    if (!document) throw new RagDocumentNotFound(id);
    return document;
  }

  /** In the order of creation. */
  abstract ofRegion(tenantId: string, projectId: string, regionId: string): Promise<RagDocument[]>;
  abstract page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<RagDocument>>;
}
