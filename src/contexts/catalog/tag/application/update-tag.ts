import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { TAG_FIELDS, TagNotFound, type Tag, type TagPatch } from '../domain/tag';
import { TAG_AUDIT } from '../domain/tag-audit';
import type { TagRepository } from './tag-repository.port';

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
    private readonly tags: TagRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, tagId, patch, expectedRevision }: UpdateTagCommand): Promise<Tag> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'tag:write');
      const before = await this.tags.find(actor.tenantId, project.id, tagId);
      if (!before) throw new TagNotFound(tagId);
      requireRevision('Tag', tagId, before.state, expectedRevision);
      const after = before.change(patch, this.clock.now());
      const fact = {
        rule: TAG_AUDIT.update,
        actor,
        resource: { id: `${slug}/${tagId}`, revision: after.state.revision, projectId: slug },
        changes: changesBetween(before.state, after.state, TAG_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.tags.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
