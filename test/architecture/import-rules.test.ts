import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { FLOORS, floorRules, floorsIn } from './floors';
import { ALLOWED, PLANTED_FLOORS, TREE, VIOLATIONS } from './planted-tree';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
  readonly cycle?: readonly { readonly name: string }[];
}
interface Cruise {
  readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number };
}

const ROOT = resolve(__dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { imports: unknown };

/** Runs dependency-cruiser as a process of its own: it is an ES module, and it looks at the current folder. */
function cruise(folder: string, config: string, ...paths: string[]): Promise<Cruise> {
  return new Promise((done, fail) => {
    const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024 };
    execFile(process.execPath, [CRUISER, '--config', config, '--output-type', 'json', ...paths], options, (error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as Cruise);
      } catch {
        fail(new Error(`dependency-cruiser: ${stderr}`, { cause: error }));
      }
    });
  });
}

const readable = ({ rule, from, to }: Violation): string => `${rule.name}: ${from} → ${to}`;

describe('import rules', () => {
  it('hold in the product', async () => {
    const { summary } = await cruise(ROOT, CONFIG, 'src', 'migrations');
    expect(summary.totalCruised).toBeGreaterThan(50);
    expect(summary.violations.map(readable)).toEqual([]);
  }, 60_000);

  describe('in a planted tree', () => {
    const folder = mkdtempSync(join(tmpdir(), 'japm-planted-'));
    let violations: readonly Violation[] = [];
    const concerns = (file: string, { from, cycle = [] }: Violation): boolean => from === file || cycle.some(({ name }) => name === file);
    const brokenBy = (file: string): string[] => [
      ...new Set(violations.filter((each) => concerns(file, each)).map(({ rule }) => rule.name)),
    ];

    beforeAll(async () => {
      plant(folder);
      violations = (await cruise(folder, join(folder, 'rules.cjs'), 'src', 'migrations')).summary.violations;
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(Object.entries(VIOLATIONS).flatMap(([rule, files]) => files.map(({ file }) => [rule, file] as const)))(
      '%s stops %s',
      (rule, file) => {
        expect(brokenBy(file)).toEqual([rule]);
      },
    );

    it.each(ALLOWED.map(({ file }) => file))('%s may import what it does', (file) => {
      expect(brokenBy(file)).toEqual([]);
    });
  });

  it('are each proven by a violation', () => {
    const { forbidden } = createRequire(__filename)(CONFIG) as { forbidden: readonly { name: string; severity: string }[] };
    const planted = floorRules(PLANTED_FLOORS).map(({ name }) => name);
    expect(Object.keys(VIOLATIONS).sort()).toEqual([...new Set([...forbidden.map(({ name }) => name), ...planted])].sort());
    expect(forbidden.filter(({ severity }) => severity !== 'error')).toEqual([]);
  });
});

describe('the floors of a context', () => {
  const source = (list: string): string => `
    import { firstModule } from './first/first.module';
    import { secondPartModule } from './second-part/second-part.module';
    export const shopModule = contextModule('shop', [${list}]);`;

  it('are the order of the list in its module', () => {
    expect(floorsIn(source("secondPartModule, 'ground', // first, then\n firstModule,"))).toEqual(['second-part', 'ground', 'first']);
  });

  it.each(['...others', 'unknownModule', 'first()'])('cannot be told from the entry %s', (entry) => {
    expect(() => floorsIn(source(`firstModule, ${entry}`))).toThrow(entry);
  });

  it('cannot be told without a list', () => {
    expect(() => floorsIn("export const shopModule = contextModule('shop', floors);")).toThrow('a context is a list');
  });
});

it('the list of floors names the folders of each context, and no other', () => {
  const foldersOf = (path: string): string[] =>
    readdirSync(join(ROOT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  const contexts = foldersOf('src/contexts');
  expect(Object.fromEntries(Object.entries(FLOORS).map(([context, aggregates]) => [context, [...aggregates].sort()]))).toEqual(
    Object.fromEntries(contexts.map((context) => [context, foldersOf(`src/contexts/${context}`)])),
  );
});

/** The rules of the product, with floors for the planted contexts as well. */
const PLANTED_RULES = `
const rules = require(${JSON.stringify(CONFIG)});
const { FLOORS, floorRules } = require(${JSON.stringify(join(ROOT, 'ops/build/floors.cjs'))});
const floors = floorRules({ ...FLOORS, ...${JSON.stringify(PLANTED_FLOORS)} });
const names = new Set(floors.map(({ name }) => name));
module.exports = { ...rules, forbidden: [...rules.forbidden.filter(({ name }) => !names.has(name)), ...floors] };
`;

function plant(folder: string): void {
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  for (const { file, imports } of TREE) {
    write(file, `${imports.map(statement).join('\n')}\nexport {};\n`);
  }
  for (const name of ['zod', 'semver', 'jest', 'stranger']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  const dependencies = { zod: '1.0.0', semver: '1.0.0' };
  write('package.json', JSON.stringify({ name: 'planted', imports: MANIFEST.imports, dependencies, devDependencies: { jest: '1.0.0' } }));
  copyFileSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  write('rules.cjs', PLANTED_RULES);
}

/** Of our own files the weakest form there is, a type; of packages a value, since types of a development package may be used. */
function statement(from: string, at: number): string {
  return /^[.#]/u.test(from)
    ? `import type * as each${at} from '${from}';\nexport type Used${at} = typeof each${at};`
    : `import * as each${at} from '${from}';\nexport const used${at} = each${at};`;
}
