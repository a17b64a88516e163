import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { Project, PROJECT_FIELDS } from '../domain/project';
import { PROJECT_AUDIT } from '../domain/project-audit';
import type { ProjectRepository } from './project-repository.port';

export interface CreateProjectCommand {
  readonly actor: Actor;
  readonly name: string;
  /** Null or undefined means the slug of the name. */
  readonly slug?: string | null;
  readonly description: string | null;
  readonly requiredLanguages?: readonly string[];
}

export class CreateProject {
  constructor(
    private readonly projects: ProjectRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly policy: AccessPolicy,
  ) {}

  execute({ actor, name, slug = null, description, requiredLanguages }: CreateProjectCommand): Promise<Project> {
    return this.unitOfWork.run(async () => {
      this.policy.require(actor, 'project:create');
      const project = Project.create({
        id: this.ids.next(),
        tenantId: actor.tenantId,
        name,
        slug,
        description,
        ...(requiredLanguages && { requiredLanguages }),
        ownerUserId: actor.id,
        now: this.clock.now(),
      });
      await this.projects.add(project);
      this.outbox.append(
        auditFact({ rule: PROJECT_AUDIT.create, actor, project: project.state.slug, path: [], changes: PROJECT_FIELDS }, null, project),
      );
      return project;
    });
  }
}
