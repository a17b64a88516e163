import type { EntityManager } from 'typeorm';

export interface TaggedContent {
  readonly tenantId: string;
  /** Of what the tag is unique in. */
  readonly parentId: string;
  readonly versionTag: string;
  readonly contentHash: string;
}

/** A table of tags with the content that each of them names for good. */
export class KeptTags {
  constructor(private readonly table: string) {}

  /** For a version that goes and was active once: callers that name its tag are never to get another content. */
  async keep(writer: EntityManager, tagged: TaggedContent, promptId: string): Promise<void> {
    const { tenantId, parentId, versionTag, contentHash } = tagged;
    await writer.query(`DELETE FROM ${this.#ofTag}`, [tenantId, parentId, versionTag]);
    await writer.query(`INSERT INTO ${this.table} (tenant_id, parent_id, version_tag, prompt_id, content_hash) VALUES (?, ?, ?, ?, ?)`, [
      tenantId,
      parentId,
      versionTag,
      promptId,
      contentHash,
    ]);
  }

  /**
   * Whether the tag names another content. To be asked after the version is written: that waits for whoever deletes one of the same
   * tag, so that the look sees what was kept.
   */
  async nameOther(writer: EntityManager, { tenantId, parentId, versionTag, contentHash }: TaggedContent): Promise<boolean> {
    const sql = `SELECT version_tag AS versionTag, content_hash AS contentHash FROM ${this.#ofTag}`;
    const rows = await writer.query<Pick<TaggedContent, 'versionTag' | 'contentHash'>[]>(sql, [tenantId, parentId, versionTag]);
    // MySQL does not tell 'a' from 'a '.
    return rows.some((each) => each.versionTag === versionTag && each.contentHash !== contentHash);
  }

  get #ofTag(): string {
    return `${this.table} WHERE tenant_id = ? AND parent_id = ? AND version_tag = ?`;
  }
}
