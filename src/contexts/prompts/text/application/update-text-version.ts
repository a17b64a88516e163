import type { Clock } from '#shared/clock.port';
import type { TextVersion, TextVersionPatch } from '../domain/text-version';
import type { PointedVersions } from './pointed-versions';
import type { ProjectModels } from './project-models.port';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

export interface UpdateTextVersionCommand extends VersionCommand {
  readonly patch: TextVersionPatch;
}

/** Changes a version. The kind decides whether its content may change only in a draft, or while no environment points at it. */
export class UpdateTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly models: ProjectModels,
    private readonly pointed: PointedVersions,
    private readonly clock: Clock,
  ) {}

  execute({ patch, ...command }: UpdateTextVersionCommand): Promise<TextVersion> {
    const { audit, permissions, editable } = this.lookup.kind;
    return this.revision.run(command, {
      permission: permissions.write,
      rule: audit.version.update,
      change: async ({ parent, version }) => {
        if (patch.aiModelId != null) await this.models.hold(parent.tenantId, parent.project.id, patch.aiModelId);
        return version.edit(patch, this.clock.now());
      },
      refuse: async (located, after) => {
        if (editable === 'drafts' || after.state.contentHash === located.version.state.contentHash) return;
        await this.pointed.requireUnpointed(command.actor, located);
      },
    });
  }
}
