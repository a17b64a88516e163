import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a request came from. Ambient, as is the trace; identity is not: it travels in commands. */
export interface RequestOrigin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Made by this server, and never the same twice. */
  readonly requestId: string | null;
  /** What the caller says its request is called; anybody may say anything. */
  readonly callerRequestId?: string | null;
}

const NOWHERE: RequestOrigin = { ip: null, userAgent: null, requestId: null };
const storage = new AsyncLocalStorage<RequestOrigin>();

export const requestOrigin = (): RequestOrigin => storage.getStore() ?? NOWHERE;
export const withRequestOrigin = <T>(origin: RequestOrigin, work: () => T): T => storage.run(origin, work);
