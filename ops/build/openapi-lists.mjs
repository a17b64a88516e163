// The parameters that all lists have in common. A controller method says `@Extension('x-list', …_LIST)`.

const MAX_PAGE = 500;
const text = { type: 'string', maxLength: 255 };

const parameter = (name, description, schema) => ({ in: 'query', name, required: false, description, schema });

export const PAGE_PARAMETERS = [
  parameter(
    'limit',
    'Entries of a page; without it the list comes as a whole, or with 400 when it has more than `server.listLimitBytes` (64 MiB)',
    { type: 'integer', minimum: 1, maximum: MAX_PAGE },
  ),
  parameter('cursor', 'From the `Link` header of the page before; of what was asked then only `limit` may change', { type: 'string' }),
];

/** What each filter means; those of lists that say something else go by their names. */
const FILTERS = {
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

function schemaOf(values) {
  if (values.length === 0) return text;
  // What the generator of the document cannot evaluate, such as a spread, it makes null.
  if (values.includes(null)) throw new Error('the values of a filter must be an array that can be read from the source');
  return values.includes('true') ? { type: 'boolean' } : { type: 'string', enum: values };
}

export function addListParameters(operation) {
  const rules = operation['x-list'];
  if (!rules) return;
  // A sort knows how clients call a property.
  const onWire = Object.fromEntries(Object.entries(rules.sort).map(([name, property]) => [property, name]));
  const searched = rules.search.map((each) => onWire[each] ?? each).join(' or ');
  const sorts = Object.keys(rules.sort).flatMap((each) => [each, `-${each}`]);
  const filters = Object.entries(rules.filters).map(([name, values]) => parameter(name, FILTERS[name], schemaOf(values)));
  operation.parameters = [
    ...(operation.parameters ?? []),
    ...PAGE_PARAMETERS,
    parameter('sort', 'What it is sorted by; after `-` descending', { type: 'string', enum: sorts, default: rules.order }),
    ...(rules.search.length > 0 ? [parameter('q', `Only those with this text, in any case, in ${searched}`, text)] : []),
    ...filters,
  ];
  operation['x-headers'] = [...(operation['x-headers'] ?? []), 'Link'];
  delete operation['x-list'];
}
