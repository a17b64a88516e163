/**
 * The aggregates of each context, from the ground up. An aggregate imports only those that stand before it; what it needs
 * from one above it is a small port of its own, which the upper one implements.
 */
const FLOORS = {
  prompts: [
    'template', // the language of templates: parsing, names, references, languages, the contract of variables
    'reference-index', // which text refers to what
    'marketplace',
    'text', // versions and translations, once for every kind of text
    'prompt',
    'asset',
    'reference', // what depends on a text, and whether a release can be resolved
    'pointer-history',
    'release-rules',
    'pointer',
    'deployment',
    'usage', // who fetched what, in numbers
    'resolution',
    'execution',
    'backup',
    'document', // a prompt as a whole, brought by the use cases of its parts
    'exchange', // the client of the CLI
    'catalog-links', // what the catalog asks about the whole context
  ],
  identity: ['access', 'session', 'tenant', 'user', 'sign-in', 'tenant-administration', 'api-key', 'oidc', 'authentication'],
  catalog: ['project', 'change-set', 'member', 'environment', 'tag', 'ai-model', 'region'],
  audit: ['log', 'relay', 'search'],
};

const inside = (context, aggregates) => `^src/contexts/${context}/(${aggregates.join('|')})/`;

/**
 * One rule for each aggregate that has another one above it, and one that finds folders without a floor.
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const floorRules = (floors) => [
  {
    name: 'every-aggregate-has-a-floor',
    comment: 'Each folder of a context stands in the list of its floors.',
    severity: 'error',
    from: {
      path: '^src/contexts/[^/]+/[^/]+/',
      pathNot: Object.entries(floors).map(([context, aggregates]) => inside(context, aggregates)),
    },
    to: {},
  },
  ...Object.entries(floors).flatMap(([context, aggregates]) =>
    aggregates.slice(0, -1).map((aggregate, floor) => ({
      name: `${context}-${aggregate}-imports-downwards`,
      comment: `Aggregates of '${context}' that stand above '${aggregate}' import it; it imports none of them.`,
      severity: 'error',
      from: { path: inside(context, [aggregate]) },
      to: { path: inside(context, aggregates.slice(floor + 1)) },
    })),
  ),
];

module.exports = { FLOORS, floorRules };
