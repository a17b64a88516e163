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

/** The version to change, and the revision that the caller knows. */
export interface VersionCommand extends VersionAddress {
  readonly actor: Actor;
  readonly expectedRevision?: ExpectedRevision;
}

interface Revision {
  readonly permission: string;
  readonly rule: AuditRule;
  /** Further details for the audit log. */
  readonly details?: (located: LocatedVersion) => NonNullable<AuditFact['details']>;
  /** Returns the same object if nothing changes. */
  readonly change: (located: LocatedVersion) => TextVersion | Promise<TextVersion>;
  /** Checked in the transaction before the change is written. */
  readonly guard?: (located: LocatedVersion) => Promise<void>;
  /**
   * Checked after the change is written: the update waits for a pointer's move that locks the version, so that this check sees the move.
   */
  readonly refuse?: (located: LocatedVersion, after: TextVersion) => Promise<void>;
}

/** Changes a version: finds, checks, changes, writes and records it in one transaction. */
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
