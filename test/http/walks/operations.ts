import { openApiDocument } from '../../openapi-document';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface OperationObject {
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, OperationObject>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  /** Null where no credentials are asked for. */
  readonly permission: string | null;
  /** Whether keys count that do not name its permission. */
  readonly byKey: boolean;
  /** Names with the segment before them (of `by-name`, the one before that), in order: `projects/{projectId}`. */
  readonly parameters: readonly string[];
  /** That may be sent with it: `If-Match`. */
  readonly headers: readonly string[];
  /** Of the answers that are documented. */
  readonly statuses: readonly number[];
  /** Whether its good answer is an array. */
  readonly lists: boolean;
  /** What the answers can be sorted by. */
  readonly sorts: readonly string[];
}

const document = openApiDocument() as unknown as OpenApi;
const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

const objectOf = ({ path, method }: Pick<Operation, 'path' | 'method'>): OperationObject | undefined => document.paths[path]?.[method];

/** Every operation of the OpenAPI document: a new route is walked without being named anywhere. */
export const OPERATIONS: readonly Operation[] = Object.keys(document.paths).flatMap((path) =>
  METHODS.flatMap((method) => {
    const operation = objectOf({ path, method });
    if (!operation) return [];
    const segments = path.split('/');
    const before = (index: number): string => segments.slice(0, index).findLast((each) => each !== 'by-name') ?? '';
    const parameters = segments.flatMap((each, index) => (each.startsWith('{') ? [`${before(index)}/${each}`] : []));
    const byKey = operation.security?.some((each) => 'api_key' in each) ?? false;
    const headers = (operation.parameters ?? []).filter((each) => each.in === 'header').map(({ name }) => name);
    const statuses = Object.keys(operation.responses).map(Number);
    const lists = operation.responses['200']?.content?.['application/json']?.schema?.type === 'array';
    const sorts = (operation.parameters?.find(({ name }) => name === 'sort')?.schema?.enum ?? []) as string[];
    return [
      {
        id: operation.operationId,
        method,
        path,
        permission: operation['x-permission'] ?? null,
        byKey,
        parameters,
        headers,
        statuses,
        lists,
        sorts,
      },
    ];
  }),
);

/** Adds something to a collection, and leaves all that it addresses as it was. */
export const adds = ({ method, path }: Operation): boolean =>
  method === 'post' && OPERATIONS.some((each) => each.path.startsWith(`${path}/{`));

/** What an operation needs in its body and query beside what the document says. `{n}` becomes a number used once. */
const BODIES: Readonly<Record<string, object>> = {
  ResolvePrompt_resolve: { version: 'latest' },
  ResolveBatch_resolve: { items: [{ projectId: 'none', promptId: 'none', version: 'latest' }] },
  LlmExecution_execute: { modelId: 'none', promptText: 'Hi' },
  RawExecution_execute: { aiModelId: 'none', systemPromptName: 'prompt-improver', userText: 'Hi' },
  Pointers_move: { versionTag: '1.0.0' },
  Deployments_create: {
    name: 'Walk {n}',
    environmentId: 'none',
    items: [{ entityType: 'AI_MODEL', entityId: 'none', versionTag: '1' }],
  },
  Documents_put: { versions: [{ versionTag: '7.0.{n}', promptText: 'walk', languageCode: 'en-US' }] },
  Deployments_deploy: {},
  Deployments_cancel: {},
  Deployments_reject: { reason: 'not good' },
  ReleaseRules_replace: {},
  ReleaseRules_confirm: { changeId: 'none' },
  ReleaseRules_discard: { changeId: 'none' },
  Deployments_rollback: { rollbackToDeploymentId: 'none' },
  Passwords_change: { currentPassword: 'a long password', newPassword: 'another long password' },
  Changes_apply: { changes: [{ action: 'create', resource: 'prompt', body: { name: 'Walk {n}', promptText: 'Hi' } }] },
  Prompts_create: { name: 'Walk {n}', promptText: 'Hi' },
  Prompts_replace: { name: 'Walk {n}' },
  Regions_create: { languageCode: 'es-MX', name: 'Walk' },
  Users_create: { email: 'walk{n}@japm.test', password: 'a long password' },
  Users_changeCredentials: { email: 'walk{n}@japm.test' },
  Tenants_create: { name: 'Walk {n}', initialAdminUser: { email: 'walk{n}@japm.test', password: 'a long password' } },
};
const QUERIES: Readonly<Record<string, string>> = { ResolvePrompt_template: '?version=latest' };

// Of one width, so that no name is the beginning of another.
let used = 100_000;
/** A number that nothing else of the walks has. */
export const once = (): number => (used += 1);

export const queryOf = ({ id }: Operation): string => QUERIES[id] ?? '';

/** Fills the path of an operation; `values` by parameter, in order. */
export function addressed({ path }: Operation, values: readonly string[]): string {
  let index = 0;
  return path.replace(/\{\w+\}/gu, () => encodeURIComponent(values[index++] ?? ''));
}

/** A body that the operation accepts: its required fields, or the first one that has an example. */
export function bodyOf(operation: Operation): object | undefined {
  const own = BODIES[operation.id];
  if (own) return JSON.parse(JSON.stringify(own).replaceAll('{n}', String(once()))) as object;
  const schema = objectOf(operation)?.requestBody?.content['application/json']?.schema;
  return schema && (exampleOf(schema) as object);
}

function exampleOf(schema: Schema, name = ''): unknown {
  const { $ref, allOf, example, enum: values, type } = schema;
  if ($ref !== undefined) return exampleOf(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, name);
  if (allOf?.[0]) return exampleOf(allOf[0], name);
  if (schema.properties) return objectExample(schema);
  if (name === 'versionTag') return `7.0.${once()}`;
  if (name === 'name' || name === 'slug') return `walk-${once()}`;
  if (name === 'email') return `walk${once()}@japm.test`;
  if (example !== undefined) return example;
  if (values) return values[0];
  return { string: 'walk', integer: 1, number: 1, boolean: true, array: [], object: {} }[type ?? 'string'];
}

function objectExample({ properties = {}, required = [] }: Schema): object {
  const optional = Object.keys(properties).filter((each) => properties[each]?.example !== undefined);
  const names = required.length > 0 ? required : optional.slice(0, 1);
  return Object.fromEntries(names.map((each) => [each, exampleOf(properties[each] ?? {}, each)]));
}

/** An accepted body with that value at a pointer of {@link inputsOf}, in the first element of every array on the way. */
export function bodyWith(operation: Operation, pointer: string, value: unknown): object {
  const schema = objectOf(operation)?.requestBody?.content['application/json']?.schema ?? {};
  return { ...bodyOf(operation), ...(along(schema, pointer.slice(1).split('/'), value) as object) };
}

function along(schema: Schema, names: readonly string[], value: unknown): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  const { $ref, allOf, items } = schema;
  if ($ref !== undefined) return along(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {}, names, value);
  if (allOf?.[0]) return along(allOf[0], names, value);
  if (items) return [along(items, names, value)];
  return { ...objectExample(schema), [name]: along(schema.properties?.[name] ?? {}, rest, value) };
}

/** Pointers to all that it takes in its query (`?limit`) and body (`/items/entityId`, without places of arrays). */
export function inputsOf(operation: Operation): string[] {
  const { parameters = [], requestBody } = objectOf(operation) ?? {};
  const queries = parameters.filter((each) => each.in === 'query').map(({ name }) => `?${name}`);
  return [...queries, ...fieldsOf(requestBody?.content['application/json']?.schema ?? {})];
}

/** The members that its body must have. */
export const requiredOf = (operation: Operation): readonly string[] =>
  requiredIn(objectOf(operation)?.requestBody?.content['application/json']?.schema ?? {});

function requiredIn({ $ref, allOf = [], required = [] }: Schema): readonly string[] {
  if ($ref !== undefined) return requiredIn(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  return [...required, ...allOf.flatMap(requiredIn)];
}

function fieldsOf({ $ref, allOf = [], items, properties = {} }: Schema): string[] {
  if ($ref !== undefined) return fieldsOf(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  const own = Object.entries(properties).flatMap(([name, each]) => [`/${name}`, ...fieldsOf(each).map((below) => `/${name}${below}`)]);
  return [...allOf.flatMap(fieldsOf), ...(items ? fieldsOf(items) : []), ...own];
}

/** The members of its good answer. */
export function answerMembers(operation: Operation): string[] {
  const responses = objectOf(operation)?.responses ?? {};
  const schema = (responses['201'] ?? responses['200'])?.content?.['application/json']?.schema;
  return schema ? membersOf(schema) : [];
}

function membersOf({ $ref, allOf, properties = {} }: Schema): string[] {
  if ($ref !== undefined) return membersOf(document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  return [...(allOf ?? []).flatMap(membersOf), ...Object.keys(properties)];
}
