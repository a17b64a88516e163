import type { Clock } from '#shared/clock.port';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

/** Publishes a version whose publication another user requested. The approver sees no more than before, and may do no more. */
export class ApproveTextPublication {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly clock: Clock,
  ) {}

  execute(command: VersionCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    return this.revision.run(command, {
      permission: permissions.review,
      rule: audit.version.approve_publish,
      details: ({ version }) => ({ requesterId: version.state.marketplaceRequesterId }),
      change: ({ version }) => version.approvePublish(command.actor.id, this.clock.now()),
    });
  }
}
