import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { Tag, TAG_AUDIT, TAG_FIELDS } from '../domain/tag';

export interface CreateTagCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly name: string;
  readonly description: string | null;
}

export class CreateTag {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly tags: ProjectResources<Tag>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, ...fields }: CreateTagCommand): Promise<Tag> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'tag:write');
      const origin = { id: this.ids.next(), tenantId: actor.tenantId, projectId: project.id, now: this.clock.now() };
      const tag = Tag.create(origin, fields);
      await this.tags.add(tag);
      this.outbox.append(auditFact({ rule: TAG_AUDIT.create, actor, project: slug, path: [tag.state.id], changes: TAG_FIELDS }, null, tag));
      return tag;
    });
  }
}
