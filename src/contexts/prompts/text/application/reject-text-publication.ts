import type { Clock } from '#shared/clock.port';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { VersionCommand, VersionRevision } from './version-revision';

export interface RejectPublicationCommand extends VersionCommand {
  readonly reason: string;
}

/** Refuses the publication that another user requested, with a reason that the version shows. */
export class RejectTextPublication {
  constructor(
    private readonly lookup: TextLookup,
    private readonly revision: VersionRevision,
    private readonly clock: Clock,
  ) {}

  execute({ reason, ...command }: RejectPublicationCommand): Promise<TextVersion> {
    const { audit, permissions } = this.lookup.kind;
    return this.revision.run(command, {
      permission: permissions.review,
      rule: audit.version.reject_publish,
      details: ({ version }) => ({ requesterId: version.state.marketplaceRequesterId, reason: reason.trim() }),
      change: ({ version }) => version.rejectPublish(command.actor.id, reason, this.clock.now()),
    });
  }
}
