import type { Request } from 'express';
import type { Problem } from './problem';
import type { AddressedRoute } from './tsoa/addressed-route';

/** Logs a failure, puts it in the audit log where it belongs there, and gives the problem that tells of it. */
export type ReportFailure = (request: Request, error: unknown, route?: AddressedRoute) => Promise<Problem>;

/** Reports the failure of one of the requests that this request stands for, as that request alone would have failed at its `route`. */
export const reportFailure = (request: Request, error: unknown, route: AddressedRoute): Promise<Problem> =>
  (request.app.locals.reportFailure as ReportFailure)(request, error, route);
