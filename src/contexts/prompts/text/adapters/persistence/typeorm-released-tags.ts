import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import { ReleasedTags, type TaggedContent } from '../../application/released-tags.port';
import { VersionTagUsed } from '../../domain/text-errors';
import { ReleasedTagTable } from './released-tag.table';

export class TypeOrmReleasedTags extends ReleasedTags {
  readonly #tags: TableRows<TaggedContent>;

  constructor(session: PersistenceSession) {
    super();
    this.#tags = session.rows(ReleasedTagTable);
  }

  async keep({ tenantId, promptId, parentId, versionTag, contentHash }: TaggedContent): Promise<void> {
    await this.#tags.removeWhere({ tenantId, parentId, versionTag });
    await this.#tags.insert({ tenantId, parentId, versionTag, promptId, contentHash });
  }

  async requireOwn({ tenantId, parentId, versionTag, contentHash }: TaggedContent): Promise<void> {
    const kept = await this.#tags.list({ tenantId, parentId, versionTag });
    // MySQL compares 'a' and 'a ' as equal.
    if (kept.some((each) => each.versionTag === versionTag && each.contentHash !== contentHash)) throw new VersionTagUsed(versionTag);
  }
}
