import { flatRegion, type FlatRegion } from '../../application/flat-region';
import type { RagDocumentView } from '../../application/rag-document-view';

/** Metadata of a document that enriches prompts. */
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
  /** The id or the language code of a region of the project. */
  regionId?: string | null;
  /** @example "policies" */
  category?: string | null;
  complianceReviewed?: boolean | null;
  /** @example "low" */
  piiRiskLevel?: string | null;
  /** @example "Ann" */
  lastReviewedBy?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
  tenantId?: unknown;
}

export interface UpdateRagDocumentDto {
  documentName?: string | null;
  /** The id or the language code of a region of the project. Null removes the link. */
  regionId?: string | null;
  /**
   * Null clears it.
   * @example "contracts"
   */
  category?: string | null;
  /** Null means false. */
  complianceReviewed?: boolean | null;
  /** Null clears it. */
  piiRiskLevel?: string | null;
  /** Null clears it. */
  lastReviewedBy?: string | null;
  /** The server accepts and ignores it, because the tenant is always the caller's. */
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
