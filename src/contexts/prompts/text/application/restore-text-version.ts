import type { Clock } from '#shared/clock.port';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

/** Restores an archived version: as active if it ever was, otherwise as a draft. */
export class RestoreTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly clock: Clock,
  ) {}

  execute(command: VersionCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    return this.revision.run(command, {
      permission: permissions.activate,
      rule: audit.version.restore,
      change: ({ version }) => version.unarchive(this.clock.now()),
    });
  }
}
