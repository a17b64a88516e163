import type { Clock } from '#shared/clock.port';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

/** Removes a version from the marketplace, or withdraws its request. */
export class UnpublishTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly clock: Clock,
  ) {}

  execute(command: VersionCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    return this.revision.run(command, {
      permission: permissions.publish,
      rule: audit.version.unpublish,
      change: ({ version }) => version.unpublish(this.clock.now()),
    });
  }
}
