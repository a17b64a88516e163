import type { Request } from 'express';

interface Controllers {
  get<T>(controller: new (...args: never[]) => T): T;
}

/** tsoa asks here for the controller of a request: each application has its own container. */
export const iocContainer = (request: Request): Controllers => request.app.locals.container as Controllers;
