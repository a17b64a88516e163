import { column, RESOURCE_COLUMNS, table } from '#platform/persistence/column-types';
import type { ResourceStore } from '#platform/persistence/stored-resources';
import { RAG_DOCUMENT_LIST } from '../../application/read-rag-documents';
import { RagDocument, RagDocumentTaken, type RagDocumentState } from '../../domain/rag-document';
import { ofLanguage } from './of-language';

// There is no foreign key to the region, because MySQL would refuse to cascade the removal of a project through it.
export const RagDocumentTable = table<RagDocumentState>({
  name: 'catalog_rag_document',
  columns: {
    ...RESOURCE_COLUMNS,
    documentName: column.key('document_name', 255),
    regionId: column.id('region_id', { nullable: true }),
    category: column.text('category', { nullable: true }),
    complianceReviewed: column.flag('compliance_reviewed'),
    piiRiskLevel: column.text('pii_risk_level', { nullable: true }),
    lastReviewedBy: column.text('last_reviewed_by', { nullable: true }),
  },
  uniques: { uq_rag_document_name: ['tenantId', 'projectId', 'documentName'] },
  indices: { ix_rag_document_region: ['tenantId', 'regionId'] },
  foreignKeys: {
    fk_rag_document_project: {
      columns: ['tenantId', 'projectId'],
      target: 'catalog_project',
      references: ['tenantId', 'id'],
      onDelete: 'CASCADE',
    },
  },
});

export const RAG_DOCUMENT_STORE: ResourceStore<RagDocumentState, RagDocument> = {
  what: 'RAG document',
  table: RagDocumentTable,
  list: RAG_DOCUMENT_LIST,
  narrow: ofLanguage,
  restore: (state) => RagDocument.restore(state),
  taken: { uq_rag_document_name: ({ documentName }) => new RagDocumentTaken(documentName) },
};
