import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';

export interface RagDocumentState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  /** Unique in the project. */
  readonly documentName: string;
  readonly regionId: string | null;
  readonly category: string | null;
  readonly complianceReviewed: boolean;
  readonly piiRiskLevel: string | null;
  readonly lastReviewedBy: string | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewRagDocument extends Omit<RagDocumentState, 'revision' | 'createdAt' | 'updatedAt'> {
  readonly now: Date;
}

const FIELDS = ['documentName', 'regionId', 'category', 'complianceReviewed', 'piiRiskLevel', 'lastReviewedBy'] as const;

/** A patch; absent fields stay unchanged. */
export type RagDocumentPatch = Partial<Pick<RagDocumentState, (typeof FIELDS)[number]>>;

/** Metadata of a document that enriches prompts. The document itself is elsewhere. */
export class RagDocument {
  private constructor(readonly state: RagDocumentState) {}

  static create({ now, ...input }: NewRagDocument): RagDocument {
    return new RagDocument({ ...input, ...guarded(input), revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: RagDocumentState): RagDocument {
    return new RagDocument(state);
  }

  /** Returns the document after the patch, or the same object when nothing differs. */
  change(patch: RagDocumentPatch, now: Date): RagDocument {
    const merged = { ...this.state, ...patch };
    const wanted = { ...merged, ...guarded(merged, this.state) };
    if (FIELDS.every((field) => wanted[field] === this.state[field])) return this;
    return new RagDocument({ ...wanted, revision: this.state.revision + 1, updatedAt: now });
  }
}

type Texts = Pick<RagDocumentState, 'documentName' | 'category' | 'piiRiskLevel' | 'lastReviewedBy'>;

function guarded(input: Texts, stored = {}): Texts {
  const validation = new Validation('catalog.rag_document_invalid', stored);
  const text = (field: 'category' | 'piiRiskLevel' | 'lastReviewedBy'): string | null => {
    const value = input[field];
    return value === null ? null : validation.line(`/${field}`, value);
  };
  const documentName = validation.name('/documentName', input.documentName);
  const texts = { category: text('category'), piiRiskLevel: text('piiRiskLevel'), lastReviewedBy: text('lastReviewedBy') };
  validation.done();
  return { documentName, ...texts };
}

export class RagDocumentTaken extends DomainError {
  constructor(documentName: string) {
    super('conflict', 'catalog.rag_document_taken', `RAG document '${documentName}' already exists in this project`);
  }
}

export class RagDocumentNotFound extends NotFound {
  constructor(id: string) {
    super('RAG document', id);
  }
}
