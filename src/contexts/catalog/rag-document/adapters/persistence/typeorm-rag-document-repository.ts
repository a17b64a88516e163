import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { StaleRevision } from '#shared/errors';
import { RagDocumentRepository } from '../../application/rag-document-repository.port';
import { RagDocument, RagDocumentTaken } from '../../domain/rag-document';
import { RagDocumentTable } from './rag-document.table';

const BY_CREATION = { createdAt: 'ASC', id: 'ASC' } as const;

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

  async list(tenantId: string, projectId: string): Promise<RagDocument[]> {
    const rows = await this.session.reader.getRepository(RagDocumentTable).find({ where: { tenantId, projectId }, order: BY_CREATION });
    return rows.map((row) => RagDocument.restore(row));
  }
}
