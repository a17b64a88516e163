import type { Request } from 'express';
import type { Invalid } from '#shared/errors';

/** The maximum number of elements that are counted; a longer batch is refused. */
const MAX_COUNTED = 1000;

const faulty = new WeakMap<Request, Map<number, Invalid>>();

/** What is wrong with the form of elements of the request's batch, by their places. */
export const faultsOfElements = (request: Request): ReadonlyMap<number, Invalid> => faulty.get(request) ?? new Map<number, Invalid>();

export function keepFaults(request: Request, index: number, fault: Invalid): void {
  const known = faulty.get(request) ?? new Map<number, Invalid>();
  faulty.set(request, known.set(index, fault));
}

/** How many requests a request stands for: with a batch one for each element, and never none. */
export function requestsIn({ body }: Request, batch: string | undefined): number {
  const elements = batch === undefined ? undefined : (body as Record<string, unknown> | undefined)?.[batch];
  return Array.isArray(elements) ? Math.min(Math.max(elements.length, 1), MAX_COUNTED) : 1;
}
