import type { Application, RequestHandler } from 'express';
import { didYouMean } from '#shared/did-you-mean';
import { Invalid, type FieldError } from '#shared/errors';
import { documentedOperations } from './documented-operations';
import { beforeHandlers } from './route-layers';

/**
 * Routes that may be called with any parameters: those that a sign-in comes back to, to which its provider adds its own, and
 * those that probes ask. The pages of the documentation and the metrics are no operations of the API.
 */
export const TAKES_ANY_QUERY: readonly string[] = [
  'GET /api/auth/oidc/{provider}/callback',
  'GET /health',
  'GET /health/live',
  'GET /health/ready',
  'GET /health/startup',
];

/** A parameter that a route does not know, or knows once and gets twice, is refused: its sender would believe the answer. */
export function refuseUnknownQueries(app: Application): void {
  beforeHandlers(app, (method, path) => {
    const operation = documentedOperations().get(`${method} ${path}`);
    if (!operation || TAKES_ANY_QUERY.includes(`${method} ${path}`)) return undefined;
    const known = (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
    return knownQueriesOnly(known);
  });
}

const knownQueriesOnly =
  (known: readonly string[]): RequestHandler =>
  (request, _response, next) => {
    if (!request.url.includes('?')) {
      next();
      return;
    }
    const errors = Object.entries(request.query).flatMap(([name, value]) => faultsOf(name, value, known));
    next(errors.length > 0 ? new Invalid('request.unknown_query', errors) : undefined);
  };

function faultsOf(name: string, value: unknown, known: readonly string[]): FieldError[] {
  const pointer = `?${name}`;
  if (known.includes(name)) return Array.isArray(value) ? [{ pointer, message: `${name} must be given once` }] : [];
  // `q[]` and `limit[gt]`, as some clients write arrays and objects.
  const meant = didYouMean(name.replace(/\[.*$/su, ''), known);
  return [{ pointer, message: `query parameter ${name} should not exist${meant}` }];
}
