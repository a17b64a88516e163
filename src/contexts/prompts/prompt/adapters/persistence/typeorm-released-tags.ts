import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { ReleasedTags, type TaggedContent } from '../../application/released-tags.port';
import { VersionTagUsed } from '../../domain/version-errors';
import { ReleasedTagTable } from './released-tag.table';

export class TypeOrmReleasedTags extends ReleasedTags {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async keep({ tenantId, promptId, parentId, versionTag, contentHash }: TaggedContent): Promise<void> {
    const released = this.session.writer.getRepository(ReleasedTagTable);
    await released.delete({ tenantId, parentId, versionTag });
    await released.insert({ tenantId, parentId, versionTag, promptId, contentHash });
  }

  async requireOwn({ tenantId, parentId, versionTag, contentHash }: TaggedContent): Promise<void> {
    const rows = await this.session.writer.getRepository(ReleasedTagTable).findBy({ tenantId, parentId, versionTag });
    // MySQL does not tell 'a' from 'a '.
    if (rows.some((each) => each.versionTag === versionTag && each.contentHash !== contentHash)) throw new VersionTagUsed(versionTag);
  }
}
