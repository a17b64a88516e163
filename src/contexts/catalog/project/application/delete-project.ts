import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { PROJECT_FIELDS, ProjectInUse } from '../domain/project';
import { PROJECT_AUDIT } from '../domain/project-audit';
import type { CatalogReferences } from './catalog-references.port';
import type { CatalogUsage } from './catalog-usage.port';
import type { ProjectDirectory } from './project-directory.port';
import type { ProjectRepository } from './project-repository.port';

export interface DeleteProjectCommand {
  readonly actor: Actor;
  readonly slug: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteProject {
  constructor(
    private readonly directory: ProjectDirectory,
    private readonly projects: ProjectRepository,
    private readonly usage: CatalogUsage,
    private readonly references: CatalogReferences,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Removes the project with its catalog. Refuses while it has prompts or deployments. */
  execute({ actor, slug, expectedRevision }: DeleteProjectCommand): Promise<void> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.load(actor.tenantId, await this.directory.require(actor, slug, 'project:edit'));
      requireRevision('Project', slug, project.state, expectedRevision);
      const blockers = await this.usage.ofProject(actor.tenantId, project.state.id);
      if (blockers.length > 0) throw new ProjectInUse(slug, blockers);
      await this.projects.lock(actor.tenantId, [project.state.id]);
      const elsewhere = await this.references.leaveProject(actor.tenantId, project.state.id);
      const catalog = await this.projects.remove(project);
      const details = { removed: { ...catalog, ...elsewhere } };
      this.outbox.append(
        auditFact({ rule: PROJECT_AUDIT.delete, actor, project: slug, path: [], changes: PROJECT_FIELDS, details }, project),
      );
    });
  }
}
