import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Version } from '../domain/version';
import { VERSION_AUDIT } from '../domain/version-audit';
import { VersionInUse, VersionNotFound } from '../domain/version-errors';
import type { PromptLookup } from './prompt-lookup';
import type { PromptRemovalGuard } from './prompt-removal-guard.port';
import { versionFact } from './version-facts';
import type { VersionRepository } from './version-repository.port';
import type { VersionPointers } from './version-pointers.port';

export interface ArchiveVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether anything that refers to it is a reason to refuse. */
  readonly ifUnused?: boolean;
}

/** Takes a version out of use; refused while an environment points at it, or others refer to it. */
export class ArchiveVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
    private readonly pointers: VersionPointers,
    private readonly dependents: PromptRemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, prompt, versionTag, expectedRevision, ifUnused = false }: ArchiveVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:activate', project, prompt);
      const before = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!before) throw new VersionNotFound(versionTag);
      requireRevision('Version', versionTag, before.state, expectedRevision);
      const after = before.archive(this.clock.now());
      const fact = versionFact(VERSION_AUDIT.archive, actor, located, before, after);
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.dependents.prompt(located, before, { actor, ifUnused });
      // The update comes first: it waits for a pointer's move that holds the version, so that the look below sees it.
      await this.versions.update(before, after);
      const pointers = await this.pointers.ofPrompt(actor.tenantId, located.prompt.state.id);
      const pointing = pointers.filter((each) => each.state.versionId === before.state.id).map((each) => each.state.environmentId);
      if (pointing.length > 0) throw new VersionInUse(versionTag, await this.lookup.environmentNames(actor, located.project, pointing));
      this.outbox.append(fact);
      return after;
    });
  }
}
