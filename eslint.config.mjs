import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.mts', '**/*.cts'];

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    'dist/',
    'coverage/',
    'src/platform/http/generated/',
    'test/architecture/planted/',
    '.tools/',
    '.japm/',
  ]),
  {
    // A rule that is wrong is changed here, for everybody and with its reason: comments cannot switch one off.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z][a-z]', match: false } },
      ],
      // `() => done()` for a void function says what it does; braces around it add nothing.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `[...text]` splits by code points, which is what our limits count; graphemes would need Intl.Segmenter.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      // Non-null assertions are banned, so the cast it would replace by one stays.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // TypeORM declares the shapes of its options as classes; they are meant to be filled by object literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Controllers are found by their decorators, ports are abstract classes because a class is its own injection token.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers read well in a message; objects, null and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect(port.method)` hands a method over to be looked at, not to be called without its object.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // An asynchronous fake of a port often has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // Lists of ids grow with what people keep; those of the audit log are batches, with an end.
    files: ['src/contexts/**/*.ts'],
    ignores: ['src/contexts/audit/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'typeorm', importNames: ['In'], message: 'Take among(): SQLite refuses a statement with 32,767 parameters.' }] },
      ],
    },
  },
  {
    // `*.lazy.ts` loads a package at its first use, and the migrations are the files of their folder: a synchronous call needs
    // `require` for that.
    files: ['src/**/*.lazy.ts', 'migrations/index.ts'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Launchers, build and bench scripts talk to the terminal; they run without the compiler, so nothing checks their types.
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.strict],
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      // `_` says that a parameter has to be there and is not needed; a rest sibling is how a field is left out of a copy.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
);
