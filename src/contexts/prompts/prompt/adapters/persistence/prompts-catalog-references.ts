import { CatalogReferences } from '#contexts/catalog/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PromptTagTable } from './prompt-tag.table';

/** Prompts lose a tag that is deleted. */
export class PromptsCatalogReferences extends CatalogReferences {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async dropTag(tenantId: string, tagId: string): Promise<number> {
    const result = await this.session.writer.getRepository(PromptTagTable).delete({ tenantId, tagId });
    return result.affected ?? 0;
  }
}
