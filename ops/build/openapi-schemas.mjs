// tsoa writes two things that OpenAPI 3.0 does not know: siblings of a `$ref`, which are ignored there, and `nullable` beside an
// `allOf`, where the referenced schema goes on to refuse null.

const PREFIX = '#/components/schemas/';

/** Rewrites every schema of the document into the form that OpenAPI 3.0 reads as it was meant. */
export function correctSchemas(document) {
  const schemas = document.components.schemas;
  const correct = (node) => {
    if (Array.isArray(node)) return node.map(correct);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([name, each]) => [name, name === 'example' ? each : correct(each)]);
    return correctSiblings(correctNullable(Object.fromEntries(entries), schemas));
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
  const target = node.nullable && node.allOf?.length === 1 ? node.allOf[0].$ref : undefined;
  if (!target?.startsWith(PREFIX)) return node;
  const { allOf: _reference, ...rest } = node;
  const { enum: values, ...schema } = schemas[target.slice(PREFIX.length)];
  return { ...schema, ...(values ? { enum: [...values, null] } : {}), ...rest };
}

function correctSiblings(node) {
  const { $ref, ...siblings } = node;
  return typeof $ref !== 'string' || Object.keys(siblings).length === 0 ? node : { allOf: [{ $ref }], ...siblings };
}
