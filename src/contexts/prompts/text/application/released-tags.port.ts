/** The content that the tag of a version of a prompt or an asset names. */
export interface TaggedContent {
  readonly tenantId: string;
  readonly promptId: string;
  /** The id of the prompt or asset in which the tag is unique. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly contentHash: string;
}

/** The tags of deleted versions that were ever active, each with the content that it names for ever. */
export abstract class ReleasedTags {
  /** Records the tag of a version that was active and is deleted: callers of this tag must never get another content. */
  abstract keep(tagged: TaggedContent): Promise<void>;
  /**
   * Throws VersionTagUsed if the tag names another content. Call it after the version is written: the write waits for a transaction that
   * deletes a version with the same tag, so that its record is visible here.
   */
  abstract requireOwn(tagged: TaggedContent): Promise<void>;
}
