import { schemaAt, type ApiDocument, type Body, type Schema } from './types';

// Examples of whole bodies, put together from those of the fields, so that each is written once and none goes stale.

type Schemas = Readonly<Record<string, Schema>>;

const ID = '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21';
const TIME = '2026-01-31T09:30:00.000Z';

/** Gives every body of the document an example that does not have one. */
export function addExamples(document: ApiDocument): void {
  const { schemas } = document.components;
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    exemplify(operation.requestBody, schemas, false);
    for (const response of Object.values(operation.responses)) exemplify(response, schemas, true);
  }
}

function exemplify(body: Body | undefined, schemas: Schemas, complete: boolean): void {
  for (const media of Object.values(body?.content ?? {})) {
    // tsoa writes those of `@Response` in the plural, which excludes the singular.
    if (media.schema && !media.examples) media.example ??= exampleOf(media.schema, schemas, complete);
  }
}

/** `complete`, for answers: with every field that is always there; otherwise, for requests, with those that are worth showing. */
function exampleOf(schema: Schema, schemas: Schemas, complete: boolean, name = ''): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref) return exampleOf(schemaAt(schemas, schema.$ref), schemas, complete, name);
  if (schema.allOf) return mergedExample(schema.allOf, schemas, complete, name);
  if (schema.type === 'array') return [exampleOf(schema.items ?? {}, schemas, complete, name)];
  if (schema.type === 'object') return objectExample(schema, schemas, complete);
  return schema.nullable ? null : scalarExample(schema, name);
}

function mergedExample(allOf: readonly Schema[], schemas: Schemas, complete: boolean, name: string): unknown {
  const parts = allOf.map((each) => exampleOf(each, schemas, complete, name));
  return parts.length === 1 ? parts[0] : (Object.assign({}, ...parts) as object);
}

function objectExample({ properties = {}, required = [] }: Schema, schemas: Schemas, complete: boolean): object {
  const kept = Object.entries(properties).filter(([name, each]) => required.includes(name) || isTelling(each, complete));
  return Object.fromEntries(kept.map(([name, each]) => [name, exampleOf(each, schemas, complete, name)]));
}

const isTelling = (schema: Schema, complete: boolean): boolean =>
  schema.example !== undefined || (!complete && schema.type === 'array' && schema.items?.$ref !== undefined);

function scalarExample({ type, format, enum: values, minimum }: Schema, name: string): unknown {
  if (values) return values[0];
  if (format === 'date-time') return TIME;
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return minimum ?? 1;
  if (type === 'string') return /(?:^id|Id)$/u.test(name) ? ID : 'text';
  return null;
}
