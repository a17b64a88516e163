import { MAX_PAGE, MAX_TEXT_LENGTH, sortsOf, type SomeListRules } from '#shared/list';

/** A query parameter as the OpenAPI document describes it. */
export interface QueryParameter {
  readonly in: 'query';
  readonly name: string;
  readonly required: false;
  readonly description: string;
  readonly schema: {
    readonly type: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly maxLength?: number;
    readonly enum?: readonly string[];
    readonly default?: string;
  };
}

const text = { type: 'string', maxLength: MAX_TEXT_LENGTH };

const parameter = (name: string, description: string, schema: QueryParameter['schema']): QueryParameter => ({
  in: 'query',
  name,
  required: false,
  description,
  schema,
});

/** The parameters of every list. */
export const PAGE_PARAMETERS = [
  parameter(
    'limit',
    'The number of entries on a page. Without it the response has the whole list, or is 400 if that is longer than `server.listLimitBytes` (64 MiB)',
    { type: 'integer', minimum: 1, maximum: MAX_PAGE },
  ),
  parameter(
    'cursor',
    'The cursor from the `Link` header of the previous page. Of the other parameters only `limit` may change between pages',
    { type: 'string' },
  ),
];

/** The meaning of each filter, and under the name of a list what differs there. */
const FILTERS: Readonly<Record<string, string>> = {
  type: 'Lists only entries of this type',
  status: 'Lists only entries with this status',
  state: 'Lists only entries in this state',
  languageCode: 'Lists only entries with a text in exactly this language, their own or a translation',
  kind: 'Lists only entries of this kind of text',
  category: 'Lists only entries of exactly this category',
  enabled: 'Lists only entries that are enabled, or only disabled ones',
  language: 'Lists only entries in this language, in any letter case',
  tag: 'Lists only entries with the tag of this name',
  environmentId: 'Lists only entries of this environment',
  role: 'Lists only entries with this role',
};

/** The query parameters of a list with these rules. */
export function listParameters(rules: SomeListRules): QueryParameter[] {
  // A sort contains the public name of a property; for other properties the rules contain it.
  const sorted = Object.entries(rules.sort).map(([name, property]) => [property, name] as const);
  const onWire: Readonly<Record<string, string>> = { ...rules.wireNames, ...Object.fromEntries(sorted) };
  const searched = rules.search.map((each) => onWire[each] ?? each).join(' or ');
  return [
    ...PAGE_PARAMETERS,
    parameter('sort', 'What it is sorted by; after `-` descending', { type: 'string', enum: sortsOf(rules), default: rules.order }),
    ...(rules.search.length > 0 ? [parameter('q', `Only those with this text, in any case, in ${searched}`, text)] : []),
    ...Object.entries(rules.filters).map(([name, values]) => parameter(name, meaningOf(name), schemaOf(values))),
  ];
}

function meaningOf(filter: string): string {
  const meaning = FILTERS[filter];
  if (meaning === undefined) throw new Error(`list-parameters.ts does not say what the filter ${filter} means`);
  return meaning;
}

function schemaOf(values: readonly string[]): QueryParameter['schema'] {
  if (values.length === 0) return text;
  return values.includes('true') ? { type: 'boolean' } : { type: 'string', enum: values };
}
