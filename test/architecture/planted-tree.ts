import { FLOORS } from './floors';

/** A file that breaks exactly the rule of its key, and the files that it needs to do so. */
export interface Planted {
  readonly file: string;
  readonly imports: readonly string[];
}

const empty = (file: string): Planted => ({ file, imports: [] });

/** What there is to be imported: two contexts of two aggregates, platform, shared, bootstrap. */
const GROUND: readonly Planted[] = [
  empty('src/shared/errors.ts'),
  empty('src/platform/http/app.ts'),
  empty('src/platform/persistence/column-types.ts'),
  empty('src/bootstrap/container.ts'),
  empty('src/contexts/shop/index.ts'),
  empty('src/contexts/shop/shop.module.ts'),
  empty('src/contexts/shop/shop-settings.ts'),
  empty('src/contexts/shop/order/order.module.ts'),
  empty('src/contexts/shop/order/domain/order.ts'),
  empty('src/contexts/shop/order/application/create-order.ts'),
  empty('src/contexts/shop/order/adapters/persistence/order.table.ts'),
  empty('src/contexts/shop/item/item.module.ts'),
  empty('src/contexts/shop/item/domain/item.ts'),
  empty('src/contexts/shop/item/application/create-item.ts'),
  empty('src/contexts/shop/item/adapters/persistence/item.table.ts'),
  empty('src/contexts/people/index.ts'),
  empty('src/contexts/people/people.module.ts'),
  empty('src/contexts/people/user/domain/user.ts'),
  empty('src/contexts/people/user/application/user-repository.port.ts'),
  empty('src/contexts/people/user/adapters/persistence/user.table.ts'),
  empty('src/contexts/prompts/text/adapters/persistence/text-tables.ts'),
  empty('test/fakes/fake.ts'),
];

const ORDER = 'src/contexts/shop/order';

/** The floors of the planted contexts: an order knows its items. */
export const PLANTED_FLOORS = { shop: ['item', 'order'], people: ['user'] } as const;

/** For each aggregate that has another one above it: a file of it that imports the one above. */
const CLIMBING: Readonly<Record<string, readonly Planted[]>> = Object.fromEntries(
  Object.entries({ ...FLOORS, ...PLANTED_FLOORS }).flatMap(([context, aggregates]) =>
    aggregates.slice(0, -1).map((aggregate, floor) => {
      const below = `src/contexts/${context}/${aggregate}`;
      const above = aggregates.slice(floor + 1);
      const climbs = [
        { file: `${below}/domain/climbs.ts`, imports: above.map((each) => `../../${each}/domain/ground`) },
        { file: `${below}/${aggregate}-climbs.module.ts`, imports: above.map((each) => `../${each}/domain/ground`) },
      ];
      return [`${context}-${aggregate}-imports-downwards`, climbs] as const;
    }),
  ),
);

const CLIMBED = Object.entries({ ...FLOORS, ...PLANTED_FLOORS }).flatMap(([context, aggregates]) =>
  aggregates.map((aggregate) => empty(`src/contexts/${context}/${aggregate}/domain/ground.ts`)),
);

/** Rule → files of which each breaks that rule and no other. */
export const VIOLATIONS: Readonly<Record<string, readonly Planted[]>> = {
  'domain-imports-domain-and-shared': [
    { file: `${ORDER}/domain/asks-application.ts`, imports: ['../application/create-order'] },
    { file: `${ORDER}/domain/asks-platform.ts`, imports: ['#platform/http/app'] },
    { file: `${ORDER}/domain/asks-adapter.ts`, imports: ['../adapters/persistence/order.table'] },
    { file: `${ORDER}/domain/asks-other-context.ts`, imports: ['#contexts/people/index'] },
  ],
  'application-imports-inward': [
    { file: `${ORDER}/application/asks-adapter.ts`, imports: ['../adapters/persistence/order.table'] },
    { file: `${ORDER}/application/asks-platform.ts`, imports: ['#platform/persistence/column-types'] },
    { file: `${ORDER}/application/asks-other-context.ts`, imports: ['#contexts/people/user/application/user-repository.port'] },
    { file: `${ORDER}/application/asks-bootstrap.ts`, imports: ['#bootstrap/container'] },
  ],
  'core-without-packages': [
    { file: `${ORDER}/domain/uses-package.ts`, imports: ['zod'] },
    { file: `${ORDER}/application/uses-package.ts`, imports: ['zod'] },
  ],
  'core-without-io': [
    { file: `${ORDER}/domain/reads-file.ts`, imports: ['node:fs'] },
    { file: `${ORDER}/application/opens-socket.ts`, imports: ['node:net'] },
    { file: 'src/shared/reads-file.ts', imports: ['node:fs/promises'] },
  ],
  'shared-imports-itself': [
    { file: 'src/shared/asks-platform.ts', imports: ['#platform/http/app'] },
    { file: 'src/shared/asks-context.ts', imports: ['#contexts/shop/index'] },
  ],
  'shared-wraps-pure-packages-only': [{ file: 'src/shared/uses-package.ts', imports: ['zod'] }],
  'adapters-import-inward-and-platform': [
    { file: `${ORDER}/adapters/http/asks-bootstrap.ts`, imports: ['#bootstrap/container'] },
    { file: `${ORDER}/adapters/http/asks-module.ts`, imports: ['../../../shop.module'] },
  ],
  'no-foreign-adapter': [
    { file: `${ORDER}/adapters/persistence/asks-other-table.ts`, imports: ['../../../item/adapters/persistence/item.table'] },
    { file: `${ORDER}/adapters/asks-other-table.ts`, imports: ['../../item/adapters/persistence/item.table'] },
    { file: `${ORDER}/adapters/cli/asks-other-table.command.ts`, imports: ['../../../item/adapters/persistence/item.table'] },
    { file: `${ORDER}/binds-other-table.module.ts`, imports: ['../item/adapters/persistence/item.table'] },
  ],
  'texts-are-stored-by-their-kinds': [
    { file: 'src/contexts/prompts/asset/adapters/http/asks-text-tables.ts', imports: ['../../../text/adapters/persistence/text-tables'] },
  ],
  'no-sibling-adapter': [{ file: `${ORDER}/adapters/http/asks-own-table.ts`, imports: ['../persistence/order.table'] }],
  'contexts-meet-at-the-index': [
    { file: `${ORDER}/adapters/http/asks-inside.ts`, imports: ['#contexts/people/user/domain/user'] },
    { file: `${ORDER}/adapters/persistence/asks-inside.ts`, imports: ['#contexts/people/user/adapters/persistence/user.table'] },
    { file: 'src/contexts/shop/wiring.ts', imports: ['#contexts/people/people.module'] },
  ],
  'bootstrap-takes-modules-and-indexes': [
    { file: 'src/bootstrap/asks-inside.ts', imports: ['#contexts/shop/order/domain/order'] },
    { file: 'src/main.ts', imports: ['./contexts/shop/order/adapters/persistence/order.table'] },
  ],
  'nothing-imports-the-bootstrap': [{ file: 'src/contexts/shop/asks-bootstrap.ts', imports: ['#bootstrap/container'] }],
  'modules-are-for-the-bootstrap': [{ file: 'src/contexts/shop/extra.module.ts', imports: ['./shop.module'] }],
  'aggregate-modules-bind-their-own': [
    { file: `${ORDER}/asks-registry.module.ts`, imports: ['../shop.module'] },
    { file: `${ORDER}/asks-neighbour.module.ts`, imports: ['../item/item.module'] },
    { file: `${ORDER}/asks-bootstrap.module.ts`, imports: ['#bootstrap/container'] },
  ],
  'every-aggregate-has-a-floor': [{ file: 'src/contexts/shop/cellar/domain/forgotten.ts', imports: ['#shared/errors'] }],
  ...CLIMBING,
  'platform-knows-no-context': [
    { file: 'src/platform/http/asks-context.ts', imports: ['#contexts/shop/index'] },
    { file: 'src/platform/messaging/asks-bootstrap.ts', imports: ['#bootstrap/container'] },
  ],
  'migrations-stand-alone': [{ file: 'migrations/asks-table.ts', imports: ['#contexts/shop/order/adapters/persistence/order.table'] }],
  'no-test-in-the-product': [
    { file: `${ORDER}/domain/asks-test.ts`, imports: ['../../../../../test/fakes/fake'] },
    { file: 'src/platform/http/asks-test.ts', imports: ['../../../test/fakes/fake'] },
  ],
  'no-development-package-in-the-product': [
    { file: 'src/platform/http/uses-development-package.ts', imports: ['jest'] },
    { file: 'src/platform/http/uses-undeclared-package.ts', imports: ['stranger'] },
  ],
  'no-cycle': [
    { file: 'src/platform/http/hen.ts', imports: ['./egg'] },
    { file: 'src/platform/http/egg.ts', imports: ['./hen'] },
  ],
  'nothing-unresolvable': [
    { file: 'src/platform/http/lost.ts', imports: ['./nowhere'] },
    { file: `${ORDER}/adapters/http/lost.ts`, imports: ['#platform/nowhere'] },
  ],
};

/** Files that use every permission there is. */
export const ALLOWED: readonly Planted[] = [
  { file: `${ORDER}/domain/fine.ts`, imports: ['./order', '../../item/domain/item', '#shared/errors', 'node:crypto'] },
  {
    file: `${ORDER}/application/fine.ts`,
    imports: ['../domain/order', './create-order', '../../item/application/create-item', '#shared/errors'],
  },
  {
    file: `${ORDER}/adapters/http/fine.ts`,
    imports: [
      '../../application/create-order',
      '../../../item/domain/item',
      '#platform/http/app',
      '#contexts/people/index',
      'zod',
      'node:fs',
    ],
  },
  { file: `${ORDER}/adapters/persistence/fine.ts`, imports: ['./order.table'] },
  { file: 'src/contexts/prompts/asset/adapters/persistence/fine.ts', imports: ['../../../text/adapters/persistence/text-tables'] },
  { file: `${ORDER}/adapters/order-process.ts`, imports: ['./persistence/order.table', './http/fine'] },
  { file: `${ORDER}/adapters/cli/fine.command.ts`, imports: ['../persistence/order.table'] },
  {
    file: 'src/contexts/shop/fine.module.ts',
    imports: ['./order/order.module', './item/item.module', '#contexts/people/index', '#platform/http/app'],
  },
  {
    file: `${ORDER}/fine.module.ts`,
    imports: ['./adapters/persistence/order.table', '../item/application/create-item', '../shop-settings', '#contexts/people/index'],
  },
  { file: 'src/shared/fine.ts', imports: ['semver', 'node:crypto'] },
  { file: 'src/platform/http/generated/routes.ts', imports: ['#contexts/shop/order/adapters/http/fine'] },
  {
    file: 'src/bootstrap/fine.ts',
    imports: ['#contexts/shop/fine.module', '#contexts/people/index', '#contexts/shop/order/adapters/cli/fine.command'],
  },
  { file: 'src/cli.ts', imports: ['#bootstrap/fine'] },
  { file: 'migrations/fine.ts', imports: ['#platform/persistence/column-types'] },
];

export const TREE: readonly Planted[] = [...GROUND, ...CLIMBED, ...ALLOWED, ...Object.values(VIOLATIONS).flat()];
