const { resolve } = require('node:path');

/** `npm test` and `npm run test:services`: one configuration, the kind of run is chosen by `--selectProjects`. */
const common = {
  rootDir: resolve(__dirname, '..'),
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['japm-source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.m?[jt]s$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Packages that are ES modules only: jest cannot require them untransformed on Node 20.
  transformIgnorePatterns: [
    '/node_modules/(?!(inversify|@inversifyjs|uuid|openapi-fetch|openid-client|temporal-polyfill|temporal-utils|oauth4webapi|jose|openapi-typescript|change-case|string-width|get-east-asian-width|strip-ansi|ansi-regex)/)',
    '\\.json$',
  ],
  clearMocks: true,
  globalSetup: '<rootDir>/test/harness/announce-seed.ts',
  setupFiles: ['<rootDir>/test/harness/property-seed.cjs'],
};

/** The modules of the product are loaded once for each worker. */
const withSharedModules = {
  testEnvironment: '<rootDir>/test/harness/worker-environment.cjs',
  runtime: '<rootDir>/test/harness/worker-runtime.cjs',
};

module.exports = {
  rootDir: common.rootDir,
  // Every core: by default jest leaves one of them to itself.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/harness/longest-first.cjs',
  // Bounds a test that hangs; how long something takes is the bench's affair, and machines are busy.
  testTimeout: 60_000,
  // With --coverage: what must not lose an event is tested to its last branch but a few.
  collectCoverageFrom: ['src/contexts/audit/**/*.ts', 'src/platform/messaging/outbox*.ts'],
  coverageThreshold: { './src/contexts/audit/': { branches: 95 }, './src/platform/messaging/outbox*.ts': { branches: 95 } },
  coverageReporters: ['text', 'json-summary'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      ...withSharedModules,
      globalSetup: '<rootDir>/test/harness/start-units.ts',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/test/(services|faults|bench|security)/'],
    },
    { ...common, displayName: 'services', testMatch: ['<rootDir>/test/services/**/*.test.ts'] },
    { ...common, ...withSharedModules, displayName: 'security', testMatch: ['<rootDir>/test/security/**/*.test.ts'] },
    { ...common, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.test.ts'] },
  ],
};
