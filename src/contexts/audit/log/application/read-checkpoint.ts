import { DomainError } from '#shared/errors';
import type { LogCatchUp } from './log-catch-up.port';
import type { StoredLog } from './stored-log.port';

/** The signed statement of the log's size and root. */
export class ReadCheckpoint {
  constructor(
    private readonly log: StoredLog,
    private readonly catchUp: LogCatchUp,
  ) {}

  /** A C2SP signed note. Throws `unavailable` while the log is empty. */
  async execute(): Promise<string> {
    await this.catchUp.wait();
    const { checkpointNote } = await this.log.head();
    if (checkpointNote === null) throw new DomainError('unavailable', 'audit.log_empty', 'The log has no event and so no checkpoint yet');
    return checkpointNote;
  }
}
