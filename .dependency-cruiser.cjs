/**
 * Which file may import which. One rule is one sentence of the design; the floors of each context are the list in
 * its module (ops/build/floors.cjs reads it). test/architecture/import-rules.test.ts plants a violation of each rule. Type-only imports count: a type from the wrong place couples as well as a value does.
 */
const { FLOORS, floorRules } = require('./ops/build/floors.cjs');

const CORE = '^src/contexts/([^/]+)/[^/]+/(domain|application)/';
const AGGREGATE = '^src/contexts/([^/]+)/([^/]+)/adapters/';
/** `<aggregate>.module.ts` in the folder of the aggregate. */
const MODULE = '^src/contexts/([^/]+)/([^/]+)/[^/]+\\.ts$';
const ADAPTER = `${AGGREGATE}([^/]+)/`;
/** One implementation for every kind of versioned text (ops/decisions/0014-one-versioned-text.md). */
const SHARED_BY_KINDS = '^src/contexts/prompts/text/adapters/(persistence/|[^/]+\\.ts$)';
const PACKAGE = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];
// Modules of Node that compute and never read or write anything outside of the process.
const WITHOUT_IO = '^(node:)?(crypto|buffer|util|util/types)$';
const OURS = '^(src|migrations|test|ops)/';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'domain-imports-domain-and-shared',
    comment: "A domain imports its own context's domain and shared; what it needs from outside it gets as arguments.",
    severity: 'error',
    from: { path: '^src/contexts/([^/]+)/[^/]+/domain/' },
    to: { path: OURS, pathNot: ['^src/contexts/$1/[^/]+/domain/', '^src/shared/', '^test/'] },
  },
  {
    name: 'application-imports-inward',
    comment: "An application imports its own context's domain and application, and shared; what it needs from outside is a port.",
    severity: 'error',
    from: { path: '^src/contexts/([^/]+)/[^/]+/application/' },
    to: { path: OURS, pathNot: ['^src/contexts/$1/[^/]+/(domain|application)/', '^src/shared/', '^test/'] },
  },
  {
    name: 'core-without-packages',
    comment: 'Domain and application use no npm package; shared wraps the few small pure ones.',
    severity: 'error',
    from: { path: CORE },
    to: { dependencyTypes: PACKAGE },
  },
  {
    name: 'core-without-io',
    comment: 'Of Node, domain, application and shared use only what does no I/O.',
    severity: 'error',
    from: { path: [CORE, '^src/shared/'] },
    to: { dependencyTypes: ['core'], pathNot: WITHOUT_IO },
  },
  {
    name: 'shared-imports-itself',
    comment: 'The kernel knows nobody.',
    severity: 'error',
    from: { path: '^src/shared/' },
    to: { path: OURS, pathNot: ['^src/shared/', '^test/'] },
  },
  {
    name: 'shared-wraps-pure-packages-only',
    comment:
      'A package in the kernel is a package in every domain: semver, canonicalize, diff and temporal-polyfill, and no other without a decision.',
    severity: 'error',
    from: { path: '^src/shared/' },
    to: { dependencyTypes: PACKAGE, pathNot: '(^|/)node_modules/(@types/)?(semver|canonicalize|diff|temporal-polyfill|temporal-spec)/' },
  },
  {
    name: 'adapters-import-inward-and-platform',
    comment: "An adapter imports its context's domain and application, shared, platform, and other contexts by their index.",
    severity: 'error',
    from: { path: AGGREGATE },
    to: {
      path: OURS,
      pathNot: [
        '^src/contexts/$1/[^/]+/(domain|application)/',
        '^src/contexts/[^/]+/[^/]+/adapters/', // no-foreign-adapter, no-sibling-adapter
        '^src/contexts/(?!$1/)', // contexts-meet-at-the-index
        '^src/shared/',
        '^src/platform/',
        '^test/',
      ],
    },
  },
  {
    name: 'no-foreign-adapter',
    comment: "An adapter reaches another aggregate's adapter through a port; a module binds the adapters of its own aggregate.",
    severity: 'error',
    from: { path: '^src/contexts/([^/]+)/([^/]+)/(adapters/|[^/]+\\.ts$)' },
    to: { path: '^src/contexts/$1/[^/]+/adapters/', pathNot: ['^src/contexts/$1/$2/adapters/', SHARED_BY_KINDS] },
  },
  {
    name: 'texts-are-stored-by-their-kinds',
    comment: 'The repositories of versioned texts are set up where a kind has its tables, and in its module.',
    severity: 'error',
    from: { path: '^src/contexts/prompts/(?!text/)[^/]+/adapters/(?!persistence/)' },
    to: { path: SHARED_BY_KINDS },
  },
  {
    name: 'no-sibling-adapter',
    comment: 'So does it in its own aggregate: http knows no persistence.',
    severity: 'error',
    // Files directly in adapters/ and commands of the CLI put adapters together: one runs in the process, the other is one.
    from: { path: ADAPTER, pathNot: '/adapters/cli/' },
    to: { path: '^src/contexts/$1/$2/adapters/[^/]+/', pathNot: '^src/contexts/$1/$2/adapters/$3/' },
  },
  {
    name: 'contexts-meet-at-the-index',
    comment: "What a context shows to others is in its index.ts; its inside is nobody's business.",
    severity: 'error',
    // Domain and application may not even do that; their own rules say so.
    from: { path: '^src/contexts/([^/]+)/', pathNot: CORE },
    to: { path: '^src/contexts/', pathNot: ['^src/contexts/$1/', '^src/contexts/[^/]+/index\\.ts$'] },
  },
  {
    name: 'bootstrap-takes-modules-and-indexes',
    comment: 'The composition root puts contexts together by their modules and commands; bindings are not repeated there.',
    severity: 'error',
    from: { path: '^src/(bootstrap/|main\\.ts|cli\\.ts)' },
    to: { path: '^src/contexts/', pathNot: ['^src/contexts/[^/]+/([^/]+\\.module|index)\\.ts$', '/adapters/cli/[^/]+\\.command\\.ts$'] },
  },
  {
    name: 'nothing-imports-the-bootstrap',
    comment: 'The composition root is the top: modules and indexes are imported by it, never the other way round.',
    severity: 'error',
    from: { path: '^src/contexts/[^/]+/[^/]+\\.ts$' },
    to: { path: '^src/(bootstrap/|main\\.ts|cli\\.ts)' },
  },
  {
    name: 'modules-are-for-the-bootstrap',
    comment: "A module is the registry of its context; a context's own code gets what it needs in constructors.",
    severity: 'error',
    from: { path: '^src/contexts/([^/]+)/(index\\.ts|[^/]+\\.module\\.ts)' },
    to: { path: '^src/contexts/$1/[^/]+\\.module\\.ts$' },
  },
  {
    name: 'aggregate-modules-bind-their-own',
    comment: "The module of an aggregate puts the aggregate together; it knows neither its context's registry nor the bootstrap.",
    severity: 'error',
    from: { path: MODULE },
    to: {
      path: OURS,
      pathNot: [
        '^src/contexts/$1/[^/]+/(domain|application|adapters)/', // no-foreign-adapter
        '^src/contexts/(?!$1/)', // contexts-meet-at-the-index
        '^src/contexts/$1/[^/]+-settings\\.ts$',
        '^src/shared/',
        '^src/platform/',
        '^test/',
      ],
    },
  },
  {
    name: 'platform-knows-no-context',
    comment: "Platform imports shared and itself. tsoa's generated routes have to name the controllers.",
    severity: 'error',
    from: { path: '^src/platform/', pathNot: '^src/platform/http/generated/' },
    to: { path: OURS, pathNot: ['^src/platform/', '^src/shared/', '^test/'] },
  },
  {
    name: 'migrations-stand-alone',
    comment: 'A migration describes a moment: it must not change when a table declaration does.',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { path: OURS, pathNot: ['^migrations/', '^src/platform/persistence/', '^test/'] },
  },
  {
    name: 'no-test-in-the-product',
    comment: 'The product runs without its tests.',
    severity: 'error',
    from: { path: '^(src|migrations)/' },
    to: { path: '^test/' },
  },
  {
    name: 'no-development-package-in-the-product',
    comment: 'The image has production dependencies only.',
    severity: 'error',
    // tsoa's generated routes name a package that tsoa brings along.
    from: { path: '^(src|migrations)/', pathNot: [CORE, '^src/shared/', '^src/platform/http/generated/'] },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'type-only'] },
  },
  {
    name: 'no-cycle',
    comment: 'A cycle makes two files one that is hard to read.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing-unresolvable',
    comment: 'What cannot be found cannot be checked.',
    severity: 'error',
    // tsoa's output is not in git and may not be there yet.
    from: { pathNot: '^src/platform/http/generated/' },
    to: { couldNotResolve: true, pathNot: '(^|/)generated/' },
  },
  ...floorRules(FLOORS),
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['japm-source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['main', 'types', 'typings'],
    },
  },
};
