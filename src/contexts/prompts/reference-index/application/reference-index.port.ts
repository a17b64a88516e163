/** A text that may refer to others: that of a version or translation of a prompt or of an asset. */
export interface ReferringText {
  readonly tenantId: string;
  /** Of the version or translation that holds the text. */
  readonly id: string;
  readonly projectId: string;
  readonly promptId: string;
  /** The prompt's version that the text belongs to; null for a text of an asset. */
  readonly versionId: string | null;
  /** The asset's version that the text belongs to; null for a text of a prompt. */
  readonly assetVersionId: string | null;
  readonly text: string;
  readonly literals: readonly string[];
}

/** Which text refers to what; kept in the transaction that changes the text. */
export abstract class ReferenceIndex {
  /** For texts that are new. */
  abstract add(texts: readonly ReferringText[]): Promise<void>;
  /** For texts that may have been there before. */
  abstract replace(texts: readonly ReferringText[]): Promise<void>;
  /** For a text whose version stays; what belongs to a version goes with it. */
  abstract remove(tenantId: string, id: string): Promise<void>;
  /**
   * Makes transactions that want to {@link guard} referenced texts wait until this one ends. Call it in every change that brings a text
   * into use.
   */
  abstract use(tenantId: string): Promise<void>;
  /** Waits for everybody who brings a text into use, and holds off others: what is seen afterwards is all there is. */
  abstract guard(tenantId: string): Promise<void>;
  /**
   * Waits for the transaction whose releases in the tenant are judged, and holds off others until the end of this one: two moves that
   * only together leave something unresolvable see each other. To be called after everything else that the transaction waits for.
   */
  abstract judge(tenantId: string): Promise<void>;
}
