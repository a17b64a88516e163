import { IdentityUsage } from '#contexts/identity/index';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { TableRows } from '#platform/persistence/table-rows';
import type { CatalogUsage } from '../../application/catalog-usage.port';
import type { ProjectMemberships } from '../../application/project-memberships.port';
import type { ProjectRepository } from '../../application/project-repository.port';
import { ProjectTable, type ProjectRow } from './project.table';

/** The projects of a user or tenant, which block its removal. */
export class CatalogIdentityUsage extends IdentityUsage {
  readonly #projects: TableRows<ProjectRow>;

  constructor(
    session: PersistenceSession,
    private readonly usage: CatalogUsage,
    private readonly members: ProjectMemberships,
    private readonly projects: ProjectRepository,
  ) {
    super();
    this.#projects = session.rows(ProjectTable);
  }

  async ofUser(tenantId: string, userId: string): Promise<readonly string[]> {
    const projects = await this.#projects.count({ tenantId, ownerUserId: userId });
    // A concurrent removal of the other member waits and finds this one removed.
    await this.projects.lock(tenantId, await this.members.projectsOf(tenantId, userId));
    const alone = await this.members.soleMemberships(tenantId, userId);
    return [
      ...counted(projects),
      ...(await this.usage.ofOwner(tenantId, userId)),
      ...alone.map((slug) => `the only membership of project '${slug}'`),
    ];
  }

  async ofTenant(tenantId: string): Promise<readonly string[]> {
    return counted(await this.#projects.count({ tenantId }));
  }

  async membershipsOf(tenantId: string, userId: string): Promise<number> {
    return (await this.members.projectsOf(tenantId, userId)).length;
  }
}

const counted = (projects: number): string[] => (projects === 0 ? [] : [projects === 1 ? '1 project' : `${projects} projects`]);
