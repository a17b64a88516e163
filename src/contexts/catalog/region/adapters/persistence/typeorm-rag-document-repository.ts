import { pageOf } from '#platform/persistence/list';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import { RAG_DOCUMENT_LIST, RagDocumentRepository } from '../../application/rag-document-repository.port';
import { RagDocument, RagDocumentTaken } from '../../domain/rag-document';
import { RagDocumentTable } from './rag-document.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;
const OF_LANGUAGE =
  'EXISTS (SELECT 1 FROM catalog_region r WHERE r.tenant_id = document.tenant_id AND r.id = document.region_id AND LOWER(r.language_code) = :language)';

export class TypeOrmRagDocumentRepository extends RagDocumentRepository {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async add({ state }: RagDocument): Promise<void> {
    await this.session.guarded({ uq_rag_document_name: () => new RagDocumentTaken(state.documentName) }, () =>
      this.session.writer.createQueryBuilder().insert().into(RagDocumentTable).values(state).updateEntity(false).execute(),
    );
  }

  async update({ state }: RagDocument): Promise<void> {
    const { tenantId, id, projectId: _project, createdAt: _created, ...values } = state;
    const result = await this.session.guarded({ uq_rag_document_name: () => new RagDocumentTaken(state.documentName) }, () =>
      this.session.writer.getRepository(RagDocumentTable).update({ tenantId, id, revision: state.revision - 1 }, values),
    );
    if (result.affected === 0) throw new StaleRevision('RAG document', id);
  }

  async remove({ state: { tenantId, id, revision } }: RagDocument): Promise<void> {
    const result = await this.session.writer.getRepository(RagDocumentTable).delete({ tenantId, id, revision });
    if (result.affected === 0) throw new StaleRevision('RAG document', id);
  }

  async find(tenantId: string, projectId: string, id: string): Promise<RagDocument | null> {
    const row = await this.session.reader.getRepository(RagDocumentTable).findOneBy({ tenantId, projectId, id });
    return row && RagDocument.restore(row);
  }

  async ofRegion(tenantId: string, projectId: string, regionId: string): Promise<RagDocument[]> {
    const where = { tenantId, projectId, regionId };
    const rows = await this.session.reader.getRepository(RagDocumentTable).find({ where, order: BY_CREATION });
    return rows.map((row) => RagDocument.restore(row));
  }

  async page(tenantId: string, projectId: string, query: ListQuery): Promise<Page<RagDocument>> {
    const rows = this.session.reader.createQueryBuilder(RagDocumentTable, 'document').where({ tenantId, projectId });
    if (query.filters.language !== undefined) rows.andWhere(OF_LANGUAGE, { language: query.filters.language.toLowerCase() });
    return mapPage(await pageOf(rows, RAG_DOCUMENT_LIST, query), (row) => RagDocument.restore(row));
  }
}
