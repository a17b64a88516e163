import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PromptCatalogLinks } from '../../application/prompt-catalog-links.port';
import { PromptTagTable } from './prompt-tag.table';
import { PromptTable } from './prompt.table';
import { VersionTable } from './version.table';

export class TypeOrmPromptCatalogLinks extends PromptCatalogLinks {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  count(tenantId: string, of: { readonly projectId: string } | { readonly ownerUserId: string }): Promise<number> {
    return this.session.reader.getRepository(PromptTable).countBy({ tenantId, ...of });
  }

  async dropTag(tenantId: string, tagId: string): Promise<number> {
    const result = await this.session.writer.getRepository(PromptTagTable).delete({ tenantId, tagId });
    return result.affected ?? 0;
  }

  /** Increments the revision of the versions, so that a client that read one before cannot restore the model. */
  async dropAiModel(tenantId: string, aiModelId: string): Promise<number> {
    const result = await this.session.writer
      .getRepository(VersionTable)
      .update({ tenantId, aiModelId }, { aiModelId: null, revision: () => 'revision + 1' });
    return result.affected ?? 0;
  }
}
