import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp, type TestingApp } from './testing-app';

const RUNS = 25;

/** Any text that a database keeps, with what templates, YAML and Markdown find special. */
const special = fc.constantFrom(
  '---\n',
  '{{who}}',
  '{{asset:sign}}',
  '\r\n',
  '\t',
  '\u2028',
  '\uFEFF',
  '- a: b',
  '"',
  "'",
  '#',
  '🙂',
  ' ',
  '\n\n',
);
const text = fc
  .array(fc.oneof(special, fc.string({ unit: 'binary' })), { maxLength: 6 })
  .map((parts) => parts.join('').replaceAll('\0', '').toWellFormed());
const someText = text.filter((each) => each !== '');
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((each) => each.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '').trim())
  .filter((each) => each !== '' && each !== '.' && each !== '..');
const language = fc.constantFrom('en', 'en-US', 'fr-FR', 'de', 'zh-Hant', 'x1');
/** Numbers that a double keeps; others are refused. */
const json = fc
  .jsonValue({ maxDepth: 3 })
  .map(
    (each) =>
      JSON.parse(JSON.stringify(each).replaceAll('\\u0000', ''), (_name, value: unknown) =>
        typeof value === 'number' && !Number.isSafeInteger(value) ? 0.5 : value,
      ) as unknown,
  );
const variable = fc.oneof(
  fc.record({ type: fc.constant('string'), default: fc.option(text) }),
  fc.record({ type: fc.constant('number'), default: fc.option(fc.integer()) }),
  fc.record({ type: fc.constant('boolean'), default: fc.option(fc.boolean()) }),
  fc.record({ type: fc.constant('array'), default: fc.option(fc.array(json, { maxLength: 3 })) }),
);
const variables = fc
  .uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', 'Z', ' ', '_', '-', 'é'), minLength: 1, maxLength: 8 }).map((each) => each.trim()),
    { maxLength: 3 },
  )
  .chain((names) =>
    fc.tuple(
      ...names
        .filter((each) => each !== '')
        .map((name) =>
          fc
            .tuple(variable, fc.record({ required: fc.option(fc.boolean()), description: fc.option(text), example: fc.option(json) }))
            .map(([declared, more]) => ({ name, ...declared, ...more })),
        ),
    ),
  );
const translations = (field: 'promptText' | 'value') =>
  fc.uniqueArray(fc.record({ languageCode: language, [field]: someText, state: fc.constantFrom('current', 'stale') }), {
    maxLength: 3,
    selector: ({ languageCode }) => String(languageCode).toLowerCase(),
  });
const standing = fc.constantFrom(
  { status: 'draft' },
  { status: 'active' },
  { status: 'archived' },
  { status: 'archived', activatedAt: 'before' },
);
const textOf = (field: 'promptText' | 'value') =>
  fc
    .tuple(
      fc.record({ [field]: text, languageCode: language, changeMessage: fc.option(text), translations: translations(field) }),
      standing,
    )
    .map(([content, state]) => ({ ...content, ...state }));
const version = fc
  .tuple(textOf('promptText'), fc.record({ variables, literals: fc.uniqueArray(line, { maxLength: 2 }) }))
  .map(([content, more]) => ({ ...content, ...more }));
const semver = fc
  .tuple(fc.nat(9), fc.nat(9), fc.constantFrom('', '-rc.1', '-RC.1+b'))
  .map(([major, minor, more]) => `${major}.${minor}.0${more}`);
const tagged = <T extends object>(tags: fc.Arbitrary<string>, of: fc.Arbitrary<T>, minLength = 0) =>
  fc
    .uniqueArray(tags, { minLength, maxLength: 3, selector: (each) => each.toLowerCase() })
    .chain((names) => fc.tuple(...names.map((versionTag) => of.map((each) => ({ versionTag, ...each })))));
const assets = fc
  .uniqueArray(
    line.filter((each) => !/[:{}]/u.test(each)),
    { maxLength: 2 },
  )
  .chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({
          key: fc.constant(key),
          name: line,
          category: fc.option(line),
          enabled: fc.boolean(),
          versions: tagged(
            line.filter((each) => each.toLowerCase() !== 'latest'),
            textOf('value'),
          ),
        }),
      ),
    ),
  );
const prompt = fc.record({
  prompt: fc.record({ name: line, description: fc.option(text), type: fc.constantFrom('USER', 'SYSTEM', 'GUARD', 'TEMPLATE') }),
  tags: fc.uniqueArray(fc.record({ name: line, description: fc.option(text) }), { maxLength: 2, selector: ({ name }) => name }),
  versions: tagged(semver, version),
  assets,
  breakingReason: fc.constant('generated'),
});

describe('whatever the API accepts', () => {
  let app: TestingApp;
  let dir: string;
  let runs = 0;

  async function japm(...args: string[]): Promise<{ code: number; out: string[] }> {
    const out: string[] = [];
    const output = { out: (each: string) => void out.push(each), err: (each: string) => void out.push(each), terminal: null };
    const env = { JAPM_URL: app.url, JAPM_TOKEN: app.admin };
    return { code: await runProgram([registerImport, registerExport, registerDiff], args, { output, env }), out };
  }

  async function bytes(folder: string): Promise<Record<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const read = await Promise.all(
      files.toSorted().map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')] as const),
    );
    return Object.fromEntries(read);
  }

  beforeAll(async () => {
    app = await startTestingApp();
    dir = await mkdtemp(join(tmpdir(), 'japm-round-trip-'));
  });
  afterAll(async () => {
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('travels: export, import and export give the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(prompt, { minLength: 1, maxLength: 3 }), async (prompts) => {
        const [from, to] = [`from-${(runs += 1)}`, `to-${runs}`];
        const [a, b] = [join(dir, from), join(dir, to)];
        await app.request('post', '/api/projects', app.admin).send({ name: from }).expect(201);
        for (const [index, each] of prompts.entries()) {
          const response = await app.request('put', `/api/projects/${from}/prompts/p${index}/document`, app.admin).send(each);
          expect([response.status, response.body]).toMatchObject([200, { outcome: 'created' }]);
        }
        expect(await japm('export', from, '--out', a)).toMatchObject({ code: 0 });
        expect(await japm('import', a, '--project', to)).toMatchObject({ code: 0 });
        expect((await japm('diff', a, '--project', to)).out.at(-1)).toBe('0 changes, 0 conflicts');
        expect(await japm('export', to, '--out', b)).toMatchObject({ code: 0 });
        expect(await bytes(b)).toEqual(await bytes(a));
      }),
      { numRuns: RUNS },
    );
  }, 240_000);
});
