// tsoa writes two things that OpenAPI 3.0 does not know: siblings of a `$ref`, which are ignored there, and `nullable` beside an
// `allOf`, where the referenced schema goes on to refuse null. And it makes schemas of
// TypeScript's own types, with their documentation.

import { TIME } from './openapi-parameters.mjs';

const PREFIX = '#/components/schemas/';
/** Of bodies. */
const TIMES = ['expiresAt'];
/** All other numbers are whole: counts, revisions, positions, bytes. */
const FRACTIONS = ['durationMs', 'temperature'];

/** Rewrites every schema of the document into the form that OpenAPI 3.0 reads as it was meant. */
export function correctSchemas(document) {
  const { schemas } = document.components;
  correctLogin(schemas.LoginDto);
  const correct = (node) => {
    if (Array.isArray(node)) return node.map(correct);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([name, each]) => [
      name,
      name === 'example' ? each : correctTime(name, correctNumber(name, correct(each))),
    ]);
    return correctSiblings(correctNullable(correctRecord(Object.fromEntries(entries), schemas), schemas));
  };
  document.components.schemas = correct(schemas);
  document.paths = correct(document.paths);
  correctBodies(document);
  dropUnused(document);
}

/** No body is the same as an empty object: it must be there only where a member of it must. */
function correctBodies({ paths, components: { schemas } }) {
  for (const { requestBody } of Object.values(paths).flatMap((item) => Object.values(item))) {
    const schema = requestBody?.content['application/json'].schema;
    const { required = [] } = schema?.$ref ? schemas[schema.$ref.slice(PREFIX.length)] : (schema ?? {});
    if (requestBody) requestBody.required = required.length > 0;
  }
}

/** A schema that was only referenced as nullable stands in its users by now. */
function dropUnused(document) {
  const { schemas } = document.components;
  const used = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const name = typeof node.$ref === 'string' && node.$ref.startsWith(PREFIX) ? node.$ref.slice(PREFIX.length) : undefined;
    if (name !== undefined && !used.has(name)) {
      used.add(name);
      visit(schemas[name]);
    }
    Object.values(node).forEach(visit);
  };
  visit({ ...document, components: { ...document.components, schemas: {} } });
  document.components.schemas = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
}

/** A nullable reference becomes the schema itself, with null among its values. */
function correctNullable(node, schemas) {
  if (!node.nullable || node.allOf?.length !== 1) return node;
  const { allOf, ...rest } = node;
  const [{ $ref }] = allOf;
  const { enum: values, ...schema } = $ref ? schemas[$ref.slice(PREFIX.length)] : allOf[0];
  return { ...schema, ...(values ? { enum: [...values, null] } : {}), ...rest };
}

/** TypeScript has one type of numbers, where most languages have one for those that are whole. */
const correctNumber = (name, node) =>
  node?.type === 'number' && node.format === 'double' && !FRACTIONS.includes(name) ? { ...node, type: 'integer', format: 'int64' } : node;

/** `Record<string, …>` has no name among clients: a map stands where it is used. */
function correctRecord(node, schemas) {
  const { $ref, ...siblings } = node;
  const name = typeof $ref === 'string' ? $ref.slice(PREFIX.length) : '';
  return name.startsWith('Record_') ? { type: 'object', additionalProperties: schemas[name].additionalProperties, ...siblings } : node;
}

/** The product takes anything, since all that is wrong is a 401; clients send both, as text. */
function correctLogin(login) {
  for (const each of Object.values(login.properties)) each.type = 'string';
  login.required = Object.keys(login.properties);
}

/** Times that come in are read by the product itself: to its types they are text. */
function correctTime(name, node) {
  return TIMES.includes(name) && node.type === 'string' && node.format === undefined ? { ...node, ...TIME } : node;
}

function correctSiblings(node) {
  const { $ref, ...siblings } = node;
  return typeof $ref !== 'string' || Object.keys(siblings).length === 0 ? node : { allOf: [{ $ref }], ...siblings };
}
