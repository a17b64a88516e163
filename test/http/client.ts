import createClient from 'openapi-fetch';
import type { components, paths } from '../../src/platform/http/generated/api';

/** A client of the API whose paths, parameters and bodies the compiler checks against the OpenAPI document. */
export type ApiClient = ReturnType<typeof createClient<paths>>;
/** The shapes of the OpenAPI document by name. */
export type Schemas = components['schemas'];

export const clientOf = (baseUrl: string, token: string): ApiClient =>
  createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });

interface Result<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call is answered; a refused one fails the test with the problem that the server sent. */
export function must<T>({ data, error, response }: Result<T>): T {
  if (data === undefined) throw new Error(`${response.url}: ${response.status} ${JSON.stringify(error)}`);
  return data;
}
