import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { DomainError } from '#shared/errors';
import type { LogCatchUp } from './log-catch-up.port';
import type { StoredLog } from './stored-log.port';

export interface CheckpointRead {
  /** A C2SP signed note. */
  readonly note: string;
  /** The number of events that were committed before and are not in the log yet. */
  readonly pending: number;
}

/** Reads the signed statement of the log's size and root. */
export class ReadCheckpoint {
  constructor(
    private readonly log: StoredLog,
    private readonly catchUp: LogCatchUp,
    private readonly policy: AccessPolicy,
  ) {}

  /** Throws `unavailable` while the log is empty. */
  async execute(actor: Actor): Promise<CheckpointRead> {
    this.policy.require(actor, 'audit:checkpoint');
    const pending = await this.catchUp.wait();
    const { checkpointNote } = await this.log.head();
    if (checkpointNote === null) throw new DomainError('unavailable', 'audit.log_empty', 'The log has no event and so no checkpoint yet');
    return { note: checkpointNote, pending };
  }
}
