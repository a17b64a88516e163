import { MAX_PAGE, MAX_TEXT_LENGTH, sortsOf, type SomeListRules } from '#shared/list';

/** A query parameter, as the OpenAPI document describes it. */
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

/** What every list takes. */
export const PAGE_PARAMETERS = [
  parameter(
    'limit',
    'Entries of a page; without it the list comes as a whole, or with 400 when it has more than `server.listLimitBytes` (64 MiB)',
    { type: 'integer', minimum: 1, maximum: MAX_PAGE },
  ),
  parameter('cursor', 'From the `Link` header of the page before; of what was asked then only `limit` may change', { type: 'string' }),
];

/** What each filter means; those of lists that say something else go by their names. */
const FILTERS: Readonly<Record<string, string>> = {
  type: 'Only those of this type',
  status: 'Only those with this status',
  state: 'Only those in this state',
  languageCode: 'Only those with a text in exactly this language, their own or a translation',
  category: 'Only those of exactly this category',
  enabled: 'Only those that are, or are not, enabled',
  language: 'Only those in this language, in any case',
  tag: 'Only those with the tag of this name',
  environmentId: 'Only those of this environment',
  role: 'Only those with this role',
};

/** The query parameters of a list with these rules. */
export function listParameters(rules: SomeListRules): QueryParameter[] {
  // A sort knows how clients call a property; of others the rules say it.
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
