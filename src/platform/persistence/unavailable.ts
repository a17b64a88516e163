import { DomainError } from '#shared/errors';
import { isConnectionLoss, isContention, isDiskFailure, isDiskFull } from './violations';

/** The outcome of a COMMIT whose answer was lost is unknown: the caller must look before trying again. */
export class DatabaseUnavailable extends DomainError {
  constructor(cause: unknown, code = 'platform.database_away', problem = 'The database cannot be reached') {
    super('unavailable', code, `${problem}; whether the change was kept is unknown, read before you repeat it`);
    this.cause = cause;
  }
}

/** Other transactions held what this one needed for too long. */
export class DatabaseBusy extends DomainError {
  constructor(cause: unknown) {
    super('unavailable', 'platform.database_busy', 'Another transaction holds what the request needs; nothing was changed, try again');
    this.cause = cause;
  }
}

export class DiskFull extends DomainError {
  constructor(cause: unknown) {
    super('unavailable', 'platform.disk_full', 'The disk of the database is full; nothing was changed, try again when there is room');
    this.cause = cause;
  }
}

/** As the domain says it, when the database could not do what a transaction asked; other errors as they are. */
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
