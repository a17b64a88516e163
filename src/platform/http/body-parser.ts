import { json, type RequestHandler } from 'express';
import type { Config } from '#platform/config/config.schema';
import { addressesPublicRoute } from './audit';
import { MAX_JSON_VALUES, MAX_PUBLIC_JSON_VALUES, soundJson } from './json-bounds';

/**
 * Reads JSON bodies. What anybody may send without credentials is a few short fields (sign-in, registration, resets of
 * passwords), and its bounds are as small, so that nobody is made to work for a request that costs its sender nothing.
 */
export function bodyParser({ bodyLimitBytes, publicBodyLimitBytes }: Config['server']): RequestHandler {
  const parser = (limit: number, mostValues: number): RequestHandler => json({ limit, strict: false, verify: soundJson(mostValues) });
  const ofCallers = parser(bodyLimitBytes, MAX_JSON_VALUES);
  const ofAnybody = parser(Math.min(publicBodyLimitBytes, bodyLimitBytes), MAX_PUBLIC_JSON_VALUES);
  return (request, response, next) => {
    const parse = addressesPublicRoute(request) ? ofAnybody : ofCallers;
    parse(request, response, next);
  };
}
