/** A text of a version or translation of a prompt or of an asset, which may refer to other texts. */
export interface ReferringText {
  readonly tenantId: string;
  /** The id of the version or translation that contains the text. */
  readonly id: string;
  readonly projectId: string;
  readonly promptId: string;
  /** The version of the prompt to which the text belongs; null for a text of an asset. */
  readonly versionId: string | null;
  /** The version of the asset to which the text belongs; null for a text of a prompt. */
  readonly assetVersionId: string | null;
  readonly text: string;
  readonly literals: readonly string[];
}

/** Stores which text refers to what. It changes in the transaction that changes the text. */
export abstract class ReferenceIndex {
  /** Adds the references of new texts. */
  abstract add(texts: readonly ReferringText[]): Promise<void>;
  /** Replaces the references of texts that may have had some. */
  abstract replace(texts: readonly ReferringText[]): Promise<void>;
  /** Removes the references of a text whose version stays. If the version is removed, its references are removed with it. */
  abstract remove(tenantId: string, id: string): Promise<void>;
  /**
   * Makes transactions that {@link guard} referenced texts wait until this one ends. Call it in every change that brings a text into use.
   */
  abstract use(tenantId: string): Promise<void>;
  /**
   * Waits for transactions that bring a text into use, and blocks further ones until this one ends. What is read afterwards is complete.
   */
  abstract guard(tenantId: string): Promise<void>;
  /**
   * Waits for the transaction that checks releases in the tenant, and blocks others until the end of this one: two moves that only together
   * make something unresolvable see each other. Call it after everything else that the transaction waits for.
   */
  abstract judge(tenantId: string): Promise<void>;
}
