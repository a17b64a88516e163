import type { Request } from 'express';
import type { Controller } from '@tsoa/runtime';
import { withIdempotency } from './idempotency';

interface Controllers {
  get<T>(controller: new (...args: never[]) => T): T;
}

/** tsoa asks here for the controller of a request: each application has its own container. */
export const iocContainer = (request: Request): Controllers => {
  const container = request.app.locals.container as Controllers;
  return { get: <T>(type: new (...args: never[]) => T) => withIdempotency<T>(request, container.get(type) as T & Controller) };
};
