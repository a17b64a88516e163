import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { VersionNotFound } from '../domain/version-errors';
import type { PromptLookup } from './prompt-lookup';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface UnpublishVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly expectedRevision?: ExpectedRevision;
}

/** Takes a version off the marketplace, or its request back. */
export class UnpublishVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt, versionTag, expectedRevision }: UnpublishVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:publish', project, prompt);
      const before = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!before) throw new VersionNotFound(versionTag);
      requireRevision('Version', versionTag, before.state, expectedRevision);
      const after = before.unpublish(this.clock.now());
      const fact = versionFact(VERSION_AUDIT.unpublish, actor, located, before, after);
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
