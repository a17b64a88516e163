import type { Request } from 'express';

const signals = new WeakMap<Request, AbortSignal>();

/** Aborts when the caller's connection closes before the response has been sent. */
export function callerSignal(request: Request): AbortSignal {
  const known = signals.get(request);
  if (known) return known;
  const controller = new AbortController();
  const { res: response } = request;
  response?.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  if (response?.destroyed) controller.abort();
  signals.set(request, controller.signal);
  return controller.signal;
}
