const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const CONTEXTS = join(__dirname, '../../src/contexts');

/**
 * The aggregates of a context, from the ground up: the list in its module, in which an aggregate without bindings is the name of its
 * folder. Throws for an entry that is neither.
 */
function floorsIn(source) {
  const list = /contextModule\('[^']+', \[([^\]]*)\]\)/u.exec(source.replace(/\s*\/\/.*$/gmu, ''))?.[1];
  if (list === undefined) throw new Error('a context is a list: contextModule(NAME, [...])');
  const modules = new Map(
    [...source.matchAll(/import \{ (\w+) \} from '\.\/([^/']+)\/\2\.module'/gu)].map(([, name, folder]) => [name, folder]),
  );
  return list.split(',').flatMap((entry) => {
    const text = entry.trim();
    if (text === '') return [];
    const folder = /^'([^']+)'$/u.exec(text)?.[1] ?? modules.get(text);
    if (folder === undefined) throw new Error(`'${text}' is neither an imported module './FOLDER/FOLDER.module' nor the name of a folder`);
    return [folder];
  });
}

const FLOORS = Object.fromEntries(
  readdirSync(CONTEXTS).map((context) => [context, floorsIn(readFileSync(join(CONTEXTS, context, `${context}.module.ts`), 'utf8'))]),
);

const inside = (context, aggregates) => `^src/contexts/${context}/(${aggregates.join('|')})/`;

/**
 * One rule for each aggregate that has another one above it, and one that finds folders without a floor.
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const floorRules = (floors) => [
  {
    name: 'every-aggregate-has-a-floor',
    comment: 'Each folder of a context stands in the list of its module, CONTEXT.module.ts: above the aggregates that it imports.',
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

module.exports = { FLOORS, floorsIn, floorRules };
