import type { Actor } from '#shared/actor';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { VersionNotFound } from '../domain/version-errors';
import type { PromptLookup } from './prompt-lookup';
import type { VersionActivation } from './version-activation';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';

export interface ActivateVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  /** Why callers of the version before may lose variables; when not given they may not. */
  readonly breakingReason?: string | null;
  readonly expectedRevision?: ExpectedRevision;
}

export class ActivateVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
    private readonly activation: VersionActivation,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({ actor, project, prompt, versionTag, breakingReason, expectedRevision }: ActivateVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:activate', project, prompt);
      const before = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!before) throw new VersionNotFound(versionTag);
      requireRevision('Version', versionTag, before.state, expectedRevision);
      const after = await this.activation.activate(before, located, actor, breakingReason);
      if (after === before) this.outbox.unchanged(versionFact(VERSION_AUDIT.activate, actor, located, before, after));
      return after;
    });
  }
}
