import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { TAG_AUDIT, TAG_FIELDS, type Tag } from '../domain/tag';

export interface DeleteTagCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly tagId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteTag {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly tags: ProjectResources<Tag>,
    private readonly references: CatalogReferences,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Removes the tag from its prompts and deletes it. Returns the tag as it was. */
  execute({ actor, project: slug, tagId, expectedRevision }: DeleteTagCommand): Promise<Tag> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'tag:write');
      const tag = await this.tags.require(actor.tenantId, project.id, tagId);
      requireRevision('Tag', tagId, tag.state, expectedRevision);
      const prompts = await this.references.dropTag(actor.tenantId, tagId);
      await this.tags.remove(tag);
      const details = { detached: { prompts } };
      this.outbox.append(auditFact({ rule: TAG_AUDIT.delete, actor, project: slug, path: [tagId], changes: TAG_FIELDS, details }, tag));
      return tag;
    });
  }
}
