import { AsyncLocalStorage } from 'node:async_hooks';

/** The origin of a request. It is ambient, like the trace; the identity of the caller is in the commands. */
export interface RequestOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** The id that this server created for the request; no two requests have the same. */
  readonly requestId: string | null;
  /** The id that the caller gave its request. It proves nothing. */
  readonly callerRequestId?: string | null;
}

const NOWHERE: RequestOrigin = { ip: null, userAgent: null, requestId: null };
const storage = new AsyncLocalStorage<RequestOrigin>();

export const requestOrigin = (): RequestOrigin => storage.getStore() ?? NOWHERE;
export const withRequestOrigin = <T>(origin: RequestOrigin, work: () => T): T => storage.run(origin, work);
