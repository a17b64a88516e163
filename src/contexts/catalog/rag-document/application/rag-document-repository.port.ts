import type { RagDocument } from '../domain/rag-document';

export abstract class RagDocumentRepository {
  /** Throws RagDocumentTaken when the project has one of that name. */
  abstract add(document: RagDocument): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one, and RagDocumentTaken. */
  abstract update(document: RagDocument): Promise<void>;
  abstract remove(document: RagDocument): Promise<void>;
  abstract find(tenantId: string, projectId: string, id: string): Promise<RagDocument | null>;
  /** By creation. */
  abstract ofRegion(tenantId: string, projectId: string, regionId: string): Promise<RagDocument[]>;
  /** By creation. */
  abstract list(tenantId: string, projectId: string): Promise<RagDocument[]>;
}
