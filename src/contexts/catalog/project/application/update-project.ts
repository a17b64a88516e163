import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { PROJECT_FIELDS, type Project, type ProjectPatch } from '../domain/project';
import { PROJECT_AUDIT } from '../domain/project-audit';
import type { ProjectDirectory } from './project-directory.port';
import type { ProjectRepository } from './project-repository.port';

export interface UpdateProjectCommand {
  readonly actor: Actor;
  readonly slug: string;
  readonly patch: ProjectPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateProject {
  constructor(
    private readonly directory: ProjectDirectory,
    private readonly projects: ProjectRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, slug, patch, expectedRevision }: UpdateProjectCommand): Promise<Project> {
    return this.unitOfWork.run(async () => {
      const before = await this.projects.load(actor.tenantId, await this.directory.require(actor, slug, 'project:edit'));
      requireRevision('Project', slug, before.state, expectedRevision);
      const after = before.change(patch, this.clock.now());
      const fact = {
        rule: PROJECT_AUDIT.update,
        actor,
        resource: { id: slug, revision: after.state.revision, projectId: slug },
        changes: changesBetween(before.state, after.state, PROJECT_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.projects.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
