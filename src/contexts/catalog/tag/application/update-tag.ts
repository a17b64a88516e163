import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { TAG_AUDIT, TAG_FIELDS, type Tag, type TagPatch } from '../domain/tag';

export interface UpdateTagCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly tagId: string;
  readonly patch: TagPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateTag {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly tags: ProjectResources<Tag>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, tagId, patch, expectedRevision }: UpdateTagCommand): Promise<Tag> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'tag:write');
      return revise(this.outbox, {
        what: 'Tag',
        id: tagId,
        expected: expectedRevision,
        before: await this.tags.require(actor.tenantId, project.id, tagId),
        change: (tag) => tag.change(patch, this.clock.now()),
        save: (tag) => this.tags.update(tag),
        fact: { rule: TAG_AUDIT.update, actor, project: slug, path: [tagId], changes: TAG_FIELDS },
      });
    });
  }
}
