import { TIME } from './parameters';
import { isSchemaReference, schemaAt, schemaName, type ApiDocument, type Schema } from './types';

// tsoa writes two things that OpenAPI 3.0 does not know: siblings of a `$ref`, which are ignored there, and `nullable` beside an
// `allOf`, where the referenced schema goes on to refuse null. And it makes schemas of
// TypeScript's own types, with their documentation.

type Schemas = Readonly<Record<string, Schema>>;

/** Of bodies. */
const TIMES = ['expiresAt'];
/** All other numbers are whole: counts, revisions, positions, bytes. */
const FRACTIONS = ['durationMs', 'temperature', 'amount'];

/** Rewrites every schema of the document into the form that OpenAPI 3.0 reads as it was meant. */
export function correctSchemas(document: ApiDocument): void {
  const { schemas } = document.components;
  correctLogin(schemas.LoginDto ?? {});
  // Every object of the document may be a schema; what is none has nothing to be corrected.
  const correct = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(correct);
    const members = Object.entries<unknown>({ ...node }).map(([name, each]) => [
      name,
      name === 'example' ? each : corrected(name, correct(each)),
    ]);
    return correctSiblings(correctNullable(correctRecord(Object.fromEntries(members) as Schema, schemas), schemas));
  };
  document.components.schemas = correct(schemas) as ApiDocument['components']['schemas'];
  document.paths = correct(document.paths) as ApiDocument['paths'];
  correctBodies(document);
  dropUnused(document);
}

/** No body is the same as an empty object: it must be there only where a member of it must. */
function correctBodies({ paths, components: { schemas } }: ApiDocument): void {
  for (const { requestBody } of Object.values(paths).flatMap((item) => Object.values(item))) {
    const schema = requestBody?.content?.['application/json']?.schema ?? {};
    const { required = [] } = schema.$ref ? schemaAt(schemas, schema.$ref) : schema;
    if (requestBody) requestBody.required = required.length > 0;
  }
}

/** A schema that was only referenced as nullable stands in its users by now. */
function dropUnused(document: ApiDocument): void {
  const { schemas } = document.components;
  const used = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { $ref } = node as Schema;
    if (isSchemaReference($ref) && !used.has(schemaName($ref))) {
      used.add(schemaName($ref));
      visit(schemas[schemaName($ref)]);
    }
    Object.values(node).forEach(visit);
  };
  visit({ ...document, components: { ...document.components, schemas: {} } });
  document.components.schemas = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

/** A nullable reference becomes the schema itself, with null among its values. */
function correctNullable(node: Schema, schemas: Schemas): Schema {
  const { allOf, ...rest } = node;
  const [single] = allOf ?? [];
  if (!node.nullable || !single || allOf?.length !== 1) return node;
  const { enum: values, ...schema } = single.$ref ? schemaAt(schemas, single.$ref) : single;
  return { ...schema, ...(values ? { enum: [...values, null] } : {}), ...rest };
}

const corrected = (name: string, node: unknown): unknown =>
  typeof node === 'object' && node !== null && !Array.isArray(node) ? correctTime(name, correctNumber(name, node)) : node;

/** TypeScript has one type of numbers, where most languages have one for those that are whole. */
const correctNumber = (name: string, node: Schema): Schema =>
  node.type === 'number' && node.format === 'double' && !FRACTIONS.includes(name) ? { ...node, type: 'integer', format: 'int64' } : node;

/** Times that come in are read by the product itself: to its types they are text. */
const correctTime = (name: string, node: Schema): Schema =>
  TIMES.includes(name) && node.type === 'string' && node.format === undefined ? { ...node, ...TIME } : node;

/** `Record<string, …>` has no name among clients: a map stands where it is used. */
function correctRecord(node: Schema, schemas: Schemas): Schema {
  const { $ref, ...siblings } = node;
  if (!isSchemaReference($ref) || !schemaName($ref).startsWith('Record_')) return node;
  const { additionalProperties = {} } = schemaAt(schemas, $ref);
  return { type: 'object', additionalProperties, ...siblings };
}

/** The product takes anything, since all that is wrong is a 401; clients send both, as text. */
function correctLogin(login: Schema): void {
  const { properties = {} } = login;
  for (const each of Object.values(properties)) each.type = 'string';
  login.required = Object.keys(properties);
}

function correctSiblings(node: Schema): Schema {
  const { $ref, ...siblings } = node;
  return typeof $ref !== 'string' || Object.keys(siblings).length === 0 ? node : { allOf: [{ $ref }], ...siblings };
}
