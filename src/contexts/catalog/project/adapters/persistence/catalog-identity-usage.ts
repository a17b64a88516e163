import { IdentityUsage } from '#contexts/identity/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { CatalogUsage } from '../../application/catalog-usage.port';
import { ProjectTable } from './project.table';

/** What a user or tenant still has below it. */
export class CatalogIdentityUsage extends IdentityUsage {
  constructor(
    private readonly session: PersistenceSession,
    private readonly usage: CatalogUsage,
  ) {
    super();
  }

  async ofUser(tenantId: string, userId: string): Promise<readonly string[]> {
    const projects = await this.session.reader.getRepository(ProjectTable).countBy({ tenantId, ownerUserId: userId });
    return [...counted(projects), ...(await this.usage.ofOwner(tenantId, userId))];
  }

  async ofTenant(tenantId: string): Promise<readonly string[]> {
    return counted(await this.session.reader.getRepository(ProjectTable).countBy({ tenantId }));
  }
}

const counted = (projects: number): string[] => (projects === 0 ? [] : [projects === 1 ? '1 project' : `${projects} projects`]);
