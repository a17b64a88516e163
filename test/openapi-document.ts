import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inlined } from '../ops/build/openapi/inlined';
import type { ApiDocument, OperationObject } from '../ops/build/openapi/types';

const FILE = resolve(__dirname, '../src/platform/http/generated/openapi.json');

/** The OpenAPI document, with everything where it is used. */
export const openApiDocument = (): ApiDocument => inlined(JSON.parse(readFileSync(FILE, 'utf8')) as ApiDocument);

/** Its operations, by `GET /api/projects/{projectId}`. */
export const documentedOperations = (): ReadonlyMap<string, OperationObject> =>
  new Map(
    Object.entries(openApiDocument().paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
