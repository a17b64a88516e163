import { column, table } from '#platform/persistence/column-types';
import type { RagDocumentState } from '../../domain/rag-document';

// There is no foreign key to the region, because MySQL would refuse to cascade the removal of a project through it.
export const RagDocumentTable = table<RagDocumentState>({
  name: 'catalog_rag_document',
  columns: {
    tenantId: column.id('tenant_id', { primary: true }),
    id: column.id('id', { primary: true }),
    projectId: column.id('project_id'),
    documentName: column.key('document_name', 255),
    regionId: column.id('region_id', { nullable: true }),
    category: column.text('category', { nullable: true }),
    complianceReviewed: column.flag('compliance_reviewed'),
    piiRiskLevel: column.text('pii_risk_level', { nullable: true }),
    lastReviewedBy: column.text('last_reviewed_by', { nullable: true }),
    revision: column.int('revision'),
    createdAt: column.time('created_at'),
    updatedAt: column.time('updated_at'),
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
