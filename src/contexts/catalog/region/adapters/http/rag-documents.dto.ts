import { flatRegion, type FlatRegion } from '../../application/flat-region';
import type { RagDocumentView } from '../../application/rag-document-view';

/** What is known of a document that prompts are enriched with. */
export interface RagDocumentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d23" */
  id: string;
  /** @example "returns-policy.pdf" */
  documentName: string;
  /**
   * Id of the region.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21"
   */
  regionId: string | null;
  region: FlatRegion | null;
  /** @example "policies" */
  category: string | null;
  complianceReviewed: boolean;
  /** @example "low" */
  piiRiskLevel: string | null;
  /** @example "Ann" */
  lastReviewedBy: string | null;
  /**
   * Slug of the project.
   * @example "shop"
   */
  projectId: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface CreateRagDocumentDto {
  /**
   * Unique in the project; 1 to 255 characters.
   * @example "returns-policy.pdf"
   */
  documentName: string;
  /** Id (or language code) of a region of the project. */
  regionId?: string | null;
  /** @example "policies" */
  category?: string | null;
  complianceReviewed?: boolean | null;
  /** @example "low" */
  piiRiskLevel?: string | null;
  /** @example "Ann" */
  lastReviewedBy?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export interface UpdateRagDocumentDto {
  documentName?: string | null;
  /** Id (or language code) of a region of the project; null detaches. */
  regionId?: string | null;
  /**
   * Null clears it.
   * @example "contracts"
   */
  category?: string | null;
  /** Null is false. */
  complianceReviewed?: boolean | null;
  /** Null clears it. */
  piiRiskLevel?: string | null;
  /** Null clears it. */
  lastReviewedBy?: string | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function ragDocumentDto({ document: { state }, region }: RagDocumentView, project: string): RagDocumentDto {
  const { id, documentName, category, complianceReviewed, piiRiskLevel, lastReviewedBy, createdAt, updatedAt } = state;
  return {
    id,
    documentName,
    regionId: region?.state.id ?? null,
    region: region && flatRegion(region, project),
    category,
    complianceReviewed,
    piiRiskLevel,
    lastReviewedBy,
    projectId: project,
    createdAt,
    updatedAt,
  };
}
