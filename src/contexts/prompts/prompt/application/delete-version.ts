import type { Actor } from '#shared/actor';
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

export interface DeleteVersionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly prompt: string;
  readonly versionTag: string;
  readonly expectedRevision?: ExpectedRevision;
  /** Whether anything that refers to it is a reason to refuse. */
  readonly ifUnused?: boolean;
}

export class DeleteVersion {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly versions: VersionRepository,
    private readonly pointers: VersionPointers,
    private readonly dependents: PromptRemovalGuard,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The version as it was; refused while an environment points at it, or others refer to it. */
  execute({ actor, project, prompt, versionTag, expectedRevision, ifUnused = false }: DeleteVersionCommand): Promise<Version> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'version:write', project, prompt);
      const version = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!version) throw new VersionNotFound(versionTag);
      requireRevision('Version', versionTag, version.state, expectedRevision);
      const pointers = await this.pointers.ofPrompt(actor.tenantId, located.prompt.state.id);
      const pointing = pointers.filter((each) => each.state.versionId === version.state.id).map((each) => each.state.environmentId);
      if (pointing.length > 0) throw new VersionInUse(versionTag, await this.lookup.environmentNames(actor, located.project, pointing));
      await this.dependents.prompt(located, version, { actor, ifUnused });
      const removed = await this.versions.remove(version);
      this.outbox.append({ ...versionFact(VERSION_AUDIT.delete, actor, located, version, null), details: { removed } });
      return version;
    });
  }
}
