import type { Clock } from '#shared/clock.port';
import type { TextVersion } from '../domain/text-version';
import type { PointedVersions } from './pointed-versions';
import type { RemovalGuard } from './removal-guard.port';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

export interface ArchiveTextVersionCommand extends VersionCommand {
  /** True refuses if any text refers to it. */
  readonly ifUnused?: boolean;
}

/** Archives a version. Refuses while an environment points at it or other texts need it. */
export class ArchiveTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly pointed: PointedVersions,
    private readonly dependents: RemovalGuard,
    private readonly clock: Clock,
  ) {}

  execute({ ifUnused = false, ...command }: ArchiveTextVersionCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    const { actor } = command;
    return this.revision.run(command, {
      permission: permissions.activate,
      rule: audit.version.archive,
      change: ({ version }) => version.archive(this.clock.now()),
      guard: ({ parent, version }) => this.dependents.requireUnneeded(parent, version, { actor, ifUnused }),
      refuse: (located) => this.pointed.requireUnpointed(actor, located),
    });
  }
}
