/** Where a prompt comes from that was copied from the marketplace. It is a fact of that moment and never changes. */
export interface PromptCopy {
  readonly id: string;
  readonly tenantId: string;
  /** The id of the project of the copy. */
  readonly projectId: string;
  /** The id of the copy. */
  readonly promptId: string;
  /** The slug of the project of the source. */
  readonly sourceProject: string;
  /** The slug of the source. */
  readonly sourcePrompt: string;
  readonly sourceVersionTag: string;
  readonly sourceVersionId: string;
  /** The hash of the source's version when it was copied. */
  readonly contentHash: string;
  /** The id of the user. */
  readonly copiedBy: string;
  readonly copiedAt: Date;
}
