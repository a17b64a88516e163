import { DomainError } from '#shared/errors';
import { nextState, patched, type ResourceOrigin, type ResourceState } from '#shared/project-resource';
import { Validation } from '#shared/validation';

interface RagDocumentFields {
  /** Unique in the project. */
  readonly documentName: string;
  readonly regionId: string | null;
  readonly category: string | null;
  readonly complianceReviewed: boolean;
  readonly piiRiskLevel: string | null;
  readonly lastReviewedBy: string | null;
}

export type RagDocumentState = ResourceState & RagDocumentFields;

export type NewRagDocument = ResourceOrigin & RagDocumentFields;

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
    const fields = patched(this.state, FIELDS, patch);
    const after = nextState(this.state, { ...fields, ...guarded(fields, this.state) }, now);
    return after === this.state ? this : new RagDocument(after);
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
