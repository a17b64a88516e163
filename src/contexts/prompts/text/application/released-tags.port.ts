/** The content that the tag of a version of a prompt or an asset names. */
export interface TaggedContent {
  readonly tenantId: string;
  readonly promptId: string;
  /** Of what the tag is unique in: the prompt or the asset. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly contentHash: string;
}

/** The tags of deleted versions that were ever active, each with the content that it names for ever. */
export abstract class ReleasedTags {
  /** For a version that is deleted and was active once: callers that name its tag never get another content. */
  abstract keep(tagged: TaggedContent): Promise<void>;
  /**
   * Throws VersionTagUsed when the tag names another content. To be called after the version is written: the write waits for a
   * transaction that deletes a version of the same tag, so that the tag it keeps is seen here.
   */
  abstract requireOwn(tagged: TaggedContent): Promise<void>;
}
