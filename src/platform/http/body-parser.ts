import { json, type RequestHandler } from 'express';
import type { Config } from '#platform/config/config.schema';
import { MAX_DOCUMENT_DEPTH, MAX_DOCUMENT_VALUES, MAX_JSON_DEPTH, MAX_JSON_VALUES, MAX_PUBLIC_JSON_VALUES, soundJson } from './json-bounds';
import { addressedRoute } from './tsoa/addressed-route';

/** Parsing such a body takes one turn of the event loop, so that its content is checked in the next one. */
const LONG_BYTES = 256 * 1024;

/**
 * Reads JSON bodies. Requests without credentials (sign-in, registration, password resets) have a few short fields, and their bounds are as
 * small, so that a request that costs its sender nothing causes little work. A prompt with all of its versions may be longer than other
 * bodies.
 */
export function bodyParser({ bodyLimitBytes, publicBodyLimitBytes, documentBodyLimitBytes }: Config['server']): RequestHandler {
  const long = new WeakSet<object>();
  const parser = (limit: number, mostValues: number, mostLevels = MAX_JSON_DEPTH): RequestHandler => {
    const verify = soundJson(mostValues, mostLevels);
    return json({
      limit,
      strict: false,
      verify: (request, response, body, encoding) => {
        if (body.length > LONG_BYTES) long.add(request);
        verify(request, response, body, encoding);
      },
    });
  };
  const ofCallers = parser(bodyLimitBytes, MAX_JSON_VALUES);
  const ofAnybody = parser(Math.min(publicBodyLimitBytes, bodyLimitBytes), MAX_PUBLIC_JSON_VALUES);
  const ofDocuments = parser(documentBodyLimitBytes, MAX_DOCUMENT_VALUES, MAX_DOCUMENT_DEPTH);
  return (request, response, next) => {
    const route = addressedRoute(request);
    const isPublic = route !== undefined && (route.operation?.permission ?? null) === null;
    const parse = route?.operation?.longBody === true ? ofDocuments : isPublic ? ofAnybody : ofCallers;
    parse(request, response, (error?: unknown) => {
      if (error === undefined && long.has(request)) setImmediate(next);
      else next(error);
    });
  };
}
