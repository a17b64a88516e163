import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
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
      const found = await this.directory.require(actor, slug, 'project:edit');
      return revise(this.outbox, {
        what: 'Project',
        id: slug,
        expected: expectedRevision,
        before: await this.projects.load(actor.tenantId, found),
        change: (project) => project.change(patch, this.clock.now()),
        save: (project) => this.projects.update(project),
        fact: { rule: PROJECT_AUDIT.update, actor, project: slug, path: [], changes: PROJECT_FIELDS },
      });
    });
  }
}
