import type { Actor } from '#shared/actor';
import type { AuditFact, AuditRule } from '#shared/audit';
import type { Outbox } from '#shared/outbox.port';
import type { ExpectedRevision } from '#shared/revision';
import { revise } from '#shared/revise';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { TextVersion } from '../domain/text-version';
import { versionSubject } from './text-facts';
import type { TextLookup } from './text-lookup';
import type { LocatedVersion, VersionAddress } from './text-parent';
import type { TextVersionRepository } from './text-version-repository.port';

/** Names the version to change, and the revision of it that the caller knows. */
export interface VersionCommand extends VersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

interface Revision {
  readonly permission: string;
  readonly rule: AuditRule;
  /** More for the audit log. */
  readonly details?: (located: LocatedVersion) => NonNullable<AuditFact['details']>;
  /** Gives the same object when nothing changes. */
  readonly change: (located: LocatedVersion) => TextVersion | Promise<TextVersion>;
  /** Asked in the transaction before the change is written. */
  readonly guard?: (located: LocatedVersion) => Promise<void>;
  /** Asked after: the update waits for a pointer's move that holds the version, so that this look sees it. */
  readonly refuse?: (located: LocatedVersion, after: TextVersion) => Promise<void>;
}

/** How a version is changed: found, checked, changed, written and recorded in one transaction. */
export class VersionRevision {
  constructor(
    private readonly lookup: TextLookup,
    private readonly versions: TextVersionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  run(
    { actor, expectedRevision, ...address }: VersionCommand,
    { permission, rule, details, change, guard, refuse }: Revision,
  ): Promise<TextVersion> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.version(actor, permission, address);
      const { parent, version } = located;
      return revise(this.outbox, {
        what: parent.kind.words.version,
        id: address.versionTag,
        expected: expectedRevision,
        before: version,
        change: () => change(located),
        save: async (after) => {
          await guard?.(located);
          await this.versions.update(version, after);
          await refuse?.(located, after);
        },
        fact: { ...versionSubject(rule, actor, parent, version.state.versionTag), ...(details && { details: details(located) }) },
      });
    });
  }
}
