import { openApiDocument } from './docs';

export interface DocumentedOperation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

let known: ReadonlyMap<string, DocumentedOperation> | undefined;

/** The operations of the OpenAPI document, by `GET /api/projects/{projectId}`; read once. */
export function documentedOperations(): ReadonlyMap<string, DocumentedOperation> {
  if (known) return known;
  const operations = Object.entries(openApiDocument().paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation as DocumentedOperation] as const),
  );
  known = new Map(operations);
  return known;
}
