import { DomainError } from '#shared/errors';
import { isConnectionLoss, isContention, isDiskFailure, isDiskFull } from './violations';

/** The outcome of a COMMIT without a response is unknown, so the caller must look before a retry. */
export class DatabaseUnavailable extends DomainError {
  constructor(cause: unknown, code = 'platform.database_away', problem = 'The database cannot be reached') {
    super('unavailable', code, `${problem}; it is unknown whether the change was committed, so read before you repeat it`);
    this.cause = cause;
  }
}

/** Other transactions held the locks that this one needed for too long. */
export class DatabaseBusy extends DomainError {
  constructor(cause: unknown) {
    super(
      'unavailable',
      'platform.database_busy',
      'Another transaction has locked the rows that the request needs; nothing was changed, try again',
    );
    this.cause = cause;
  }
}

export class DiskFull extends DomainError {
  constructor(cause: unknown) {
    super('unavailable', 'platform.disk_full', 'The disk of the database is full; nothing was changed, try again when there is room');
    this.cause = cause;
  }
}

/** The domain error for a transaction that the database could not run. It returns other errors unchanged. */
export function unavailability(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (isConnectionLoss(error)) return new DatabaseUnavailable(error);
  if (isContention(error)) return new DatabaseBusy(error);
  if (isDiskFull(error)) return new DiskFull(error);
  if (isDiskFailure(error)) return new DatabaseUnavailable(error, 'platform.disk_failed', 'The disk of the database failed');
  return error;
}

/** The codes of failures after which a database takes no further change. */
export const DATABASE_FAILURES: ReadonlySet<string> = new Set(['platform.database_away', 'platform.disk_full', 'platform.disk_failed']);
