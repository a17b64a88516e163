import { openApiDocument } from '../../openapi-document';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}
interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** An array somewhere in a request. */
export interface RequestArray {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Member names that lead to it, `[]` for an element and `*` for any member; the name of a parameter begins with `?`. */
  readonly place: readonly string[];
  readonly maxItems: number | undefined;
  /** Whether its elements are objects. */
  readonly ofObjects: boolean;
}

const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

type Found = Pick<RequestArray, 'place' | 'maxItems' | 'ofObjects'>;

const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

function* arraysIn(schema: Schema, place: readonly string[], above: ReadonlySet<Schema>): Generator<Found> {
  const target = resolved(schema);
  if (above.has(target)) return;
  const within = new Set([...above, target]);
  const { allOf = [], anyOf = [], oneOf = [], items, properties = {}, additionalProperties } = target;
  if (target.type === 'array')
    yield { place, maxItems: target.maxItems, ofObjects: items !== undefined && resolved(items).type === 'object' };
  if (items) yield* arraysIn(items, [...place, '[]'], within);
  for (const each of [...allOf, ...anyOf, ...oneOf]) yield* arraysIn(each, place, within);
  for (const [name, each] of Object.entries(properties)) yield* arraysIn(each, [...place, name], within);
  if (typeof additionalProperties === 'object') yield* arraysIn(additionalProperties, [...place, '*'], within);
}

/** Every array that a request may hold, by the OpenAPI document: a new one is found without being named anywhere. */
export const REQUEST_ARRAYS: readonly RequestArray[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId: operation, parameters = [], requestBody }]) =>
    [
      ...parameters.flatMap(({ name, schema = {} }) => [...arraysIn(schema, [`?${name}`], new Set())]),
      ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => [...arraysIn(schema, [], new Set())]),
    ].map((found) => ({ operation, method, path, ...found })),
  ),
);

/** A body that holds nothing but that array, with these elements. */
export const bodyWith = (place: readonly string[], elements: readonly unknown[]): unknown =>
  place.reduceRight<unknown>((inner, name) => (name === '[]' ? [inner] : { [name]: inner }), elements);
