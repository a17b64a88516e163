import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableStore } from '#platform/persistence/table-store';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import { RAG_DOCUMENT_LIST, RagDocumentRepository } from '../../application/rag-document-repository.port';
import { RagDocument, RagDocumentTaken, type RagDocumentState } from '../../domain/rag-document';
import { RagDocumentTable } from './rag-document.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const OF_LANGUAGE =
  'EXISTS (SELECT 1 FROM catalog_region r WHERE r.tenant_id = listed.tenant_id AND r.id = listed.region_id AND LOWER(r.language_code) = :language)';

export class TypeOrmRagDocumentRepository extends RagDocumentRepository {
  readonly #documents: TableStore<RagDocumentState, RagDocument>;

  constructor(session: PersistenceSession) {
    super();
    this.#documents = session.store(RagDocumentTable, {
      restore: (row) => RagDocument.restore(row),
      stale: ({ id }) => new StaleRevision('RAG document', id),
      constant: ['projectId', 'createdAt'],
      taken: { uq_rag_document_name: ({ documentName }) => new RagDocumentTaken(documentName) },
    });
  }

  add({ state }: RagDocument): Promise<void> {
    return this.#documents.insert(state);
  }

  update({ state }: RagDocument): Promise<void> {
    return this.#documents.update(state);
  }

  remove({ state }: RagDocument): Promise<void> {
    return this.#documents.remove(state);
  }

  find(tenantId: string, projectId: string, id: string): Promise<RagDocument | null> {
    return this.#documents.find({ tenantId, projectId, id });
  }

  ofRegion(tenantId: string, projectId: string, regionId: string): Promise<RagDocument[]> {
    return this.#documents.list({ tenantId, projectId, regionId }, BY_CREATION);
  }

  page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<RagDocument>> {
    const { language } = query.filters;
    return this.#documents.page({ tenantId, projectId }, RAG_DOCUMENT_LIST, query, (rows) => {
      if (language !== undefined) rows.andWhere(OF_LANGUAGE, { language: language.toLowerCase() });
    });
  }
}
