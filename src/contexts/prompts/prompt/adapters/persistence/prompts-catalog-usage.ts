import { CatalogUsage } from '#contexts/catalog/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import { PromptTable } from './prompt.table';

/** Prompts keep their project from being deleted; an environment's pointers go with it. */
export class PromptsCatalogUsage extends CatalogUsage {
  constructor(private readonly session: PersistenceSession) {
    super();
  }

  async ofProject(tenantId: string, projectId: string): Promise<readonly string[]> {
    return counted(await this.session.reader.getRepository(PromptTable).countBy({ tenantId, projectId }));
  }

  async ofOwner(tenantId: string, ownerUserId: string): Promise<readonly string[]> {
    return counted(await this.session.reader.getRepository(PromptTable).countBy({ tenantId, ownerUserId }));
  }

  ofEnvironment(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}

const counted = (prompts: number): string[] => (prompts === 0 ? [] : [prompts === 1 ? '1 prompt' : `${prompts} prompts`]);
