export interface IndexedTerms {
  readonly tenantId: string;
  readonly tenantSeq: number;
  readonly terms: readonly string[];
}

/** An index from words to the events of a tenant. */
export abstract class TermIndex {
  /** Adds entries. Adding an existing entry changes nothing. */
  abstract add(entries: readonly IndexedTerms[]): Promise<void>;
}
