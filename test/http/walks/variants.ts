import { openApiDocument } from '../../openapi-document';
import { bodyOf, once, type Operation } from './operations';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } } | undefined>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What the walks choose wherever a password can be chosen: whoever knows it can sign in. */
export const CHOSEN = 'chosen by the walk';

const document = openApiDocument() as unknown as Document;
const named = (schema: Schema): Schema => document.components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? {};

function propertiesOf(schema: Schema): [string, Schema][] {
  if (schema.$ref !== undefined) return propertiesOf(named(schema));
  return [...(schema.allOf ?? []).flatMap(propertiesOf), ...Object.entries(schema.properties ?? {})];
}

/** Values that a property may be tried with. */
function valuesOf(name: string, schema: Schema): readonly unknown[] {
  const { enum: values, type, example } = schema.$ref !== undefined && named(schema).enum ? named(schema) : schema;
  if (/password/iu.test(name)) return [CHOSEN];
  if (name === 'email') return [`walk${once()}@japm.test`];
  if (values) return values;
  if (type === 'boolean') return [true, false];
  if (type === 'array' || name === 'expiresAt') return [null];
  return example === undefined ? [] : [example];
}

/** The bodies an operation is tried with: the usual one, and this with each value of each of its properties. */
export function variantsOf(operation: Operation): (object | undefined)[] {
  const schema = document.paths[operation.path]?.[operation.method]?.requestBody?.content['application/json']?.schema;
  const base = (): object | undefined => {
    const body = bodyOf(operation);
    return body && (JSON.parse(JSON.stringify(body).replaceAll(/"(\w*password)":"[^"]*"/giu, `"$1":"${CHOSEN}"`)) as object);
  };
  const properties = schema ? propertiesOf(schema) : [];
  return [base(), ...properties.flatMap(([name, each]) => valuesOf(name, each).map((value) => ({ ...base(), [name]: value })))];
}
