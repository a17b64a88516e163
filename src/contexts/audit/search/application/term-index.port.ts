export interface IndexedTerms {
  readonly tenantId: string;
  readonly tenantSeq: number;
  readonly terms: readonly string[];
}

/** Word → events of a tenant. */
export abstract class TermIndex {
  /** Adding what is there already changes nothing. */
  abstract add(entries: readonly IndexedTerms[]): Promise<void>;
}
