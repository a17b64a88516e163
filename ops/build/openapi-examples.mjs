// Examples of whole bodies, put together from those of the fields, so that each is written once and none goes stale.

const PREFIX = '#/components/schemas/';
const ID = '019a8f2e-6d1c-7000-8000-3f5a1c9b7d21';
const TIME = '2026-01-31T09:30:00.000Z';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Gives every body of the document an example that does not have one. */
export function addExamples(document) {
  const { schemas } = document.components;
  for (const operation of Object.values(document.paths).flatMap((item) => METHODS.flatMap((method) => item[method] ?? []))) {
    exemplify(operation.requestBody, schemas, false);
    Object.values(operation.responses).forEach((response) => exemplify(response, schemas, true));
  }
}

function exemplify(body, schemas, complete) {
  for (const media of Object.values(body?.content ?? {})) {
    // tsoa writes those of `@Response` in the plural, which excludes the singular.
    if (media.schema && !media.examples) media.example ??= exampleOf(media.schema, schemas, complete);
  }
}

/** `complete`, for answers: with every field that is always there; otherwise, for requests, with those that are worth showing. */
function exampleOf(schema, schemas, complete, name = '') {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref) return exampleOf(schemas[schema.$ref.slice(PREFIX.length)], schemas, complete, name);
  if (schema.allOf) return mergedExample(schema, schemas, complete, name);
  if (schema.type === 'array') return [exampleOf(schema.items, schemas, complete, name)];
  if (schema.type === 'object') return objectExample(schema, schemas, complete);
  return schema.nullable ? null : scalarExample(schema, name);
}

function mergedExample({ allOf }, schemas, complete, name) {
  const parts = allOf.map((each) => exampleOf(each, schemas, complete, name));
  return parts.length === 1 ? parts[0] : Object.assign({}, ...parts);
}

function objectExample({ properties = {}, required = [] }, schemas, complete) {
  const kept = Object.entries(properties).filter(([name, each]) => required.includes(name) || isTelling(each, complete));
  return Object.fromEntries(kept.map(([name, each]) => [name, exampleOf(each, schemas, complete, name)]));
}

const isTelling = (schema, complete) =>
  schema.example !== undefined || (!complete && schema.type === 'array' && schema.items.$ref !== undefined);

function scalarExample({ type, format, enum: values, minimum }, name) {
  if (values) return values[0];
  if (format === 'date-time') return TIME;
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return minimum ?? 1;
  if (type === 'string') return /(?:^id|Id)$/u.test(name) ? ID : 'text';
  return null;
}
