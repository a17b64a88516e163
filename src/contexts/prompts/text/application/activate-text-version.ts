import type { Outbox } from '#shared/outbox.port';
import { requireRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { TextVersion } from '../domain/text-version';
import type { TextActivation } from './text-activation';
import { versionFact } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { VersionCommand } from './version-revision';

export interface ActivateTextVersionCommand extends VersionCommand {
  /** The reason for which callers of the previous version may lose variables. Without it they may not. */
  readonly breakingReason?: string | null;
}

/** Activates a version, which is then served before every draft. */
export class ActivateTextVersion {
  constructor(
    private readonly lookup: TextLookup,
    private readonly activation: TextActivation,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({ actor, expectedRevision, breakingReason, ...address }: ActivateTextVersionCommand): Promise<TextVersion> {
    return this.unitOfWork.run(async () => {
      const { kind } = this.lookup;
      const { parent, version: before } = await this.lookup.version(actor, kind.permissions.activate, address);
      requireRevision(kind.words.version, address.versionTag, before.state, expectedRevision);
      const after = await this.activation.activate(before, parent, actor, breakingReason);
      if (after === before) this.outbox.unchanged(versionFact(kind.audit.version.activate, actor, parent, before, after));
      return after;
    });
  }
}
