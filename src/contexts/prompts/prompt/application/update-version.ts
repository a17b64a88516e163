import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Version, VersionPatch } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { VersionNotFound } from '../domain/version-errors';
import type { ProjectModels } from './project-models.port';
import type { PromptLookup } from './prompt-lookup';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface UpdateVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly patch: VersionPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly models: ProjectModels,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt, versionTag, patch, expectedRevision }: UpdateVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:write', project, prompt);
      const before = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!before) throw new VersionNotFound(versionTag);
      requireRevision('Version', versionTag, before.state, expectedRevision);
      if (patch.aiModelId != null) await this.models.hold(actor.tenantId, located.project.id, patch.aiModelId);
      const after = before.edit(patch, this.clock.now());
      const fact = versionFact(VERSION_AUDIT.update, actor, located, before, after);
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.versions.update(before, after);
      this.outbox.append(fact);
      return after;
    });
  }
}
