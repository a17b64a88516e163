import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { fromYaml, yamlOf } from '#contexts/prompts/exchange/adapters/files/front-matter';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp, type TestingApp } from './testing-app';

const HALF = '\ud83d';
/** What a server refuses of some texts and takes of others. */
const HOSTILE: Readonly<Record<string, string>> = {
  'half of a surrogate pair': `cut ${HALF}`,
  'U+0000': 'a\0b',
  nothing: '',
  'edges that are blanks': ' x ',
  '300 characters': 'x'.repeat(300),
  'a step of a path': '..',
};

describe('the check of a folder and the rules of the server', () => {
  let app: TestingApp;
  let dir: string;
  let folder: string;
  let out: string[];
  const japm = (...args: string[]): Promise<number> => {
    out = [];
    const output = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line), terminal: null };
    return runProgram([registerImport, registerExport], args, { output, env: { JAPM_URL: app.url, JAPM_TOKEN: app.admin } });
  };
  const call = (method: 'get' | 'post', path: string, body?: object) => app.request(method, `/api/projects/${path}`, app.admin).send(body);

  beforeAll(async () => {
    app = await startTestingApp();
    dir = await mkdtemp(join(tmpdir(), 'japm-rules-'));
    folder = join(dir, 'whole');
    await call('post', '', { name: 'From' }).expect(201);
    await call('post', 'from/tags', { name: 'tagged', description: 'why' }).expect(201);
    await call('post', 'from/prompts', {
      ...{ name: 'Order Mail', slug: 'mail', description: 'what', tags: ['tagged'], promptText: 'Dear {{who}}', changeMessage: 'first' },
      variables: [{ name: 'who', default: 'you', description: 'whom', example: { a: 'Ann' } }],
      ...{ literals: ['lit'], initialTranslations: [{ languageCode: 'fr', promptText: 'Cher {{who}}' }] },
    }).expect(201);
    await call('post', 'from/prompts/mail/versions/1.0.0/translations', { languageCode: 'it-IT', promptText: 'Caro' }).expect(201);
    await call('post', 'from/prompts/mail/assets', {
      ...{ key: 'sign', name: 'Signature', category: 'c', initialValue: 'Yours', languageCode: 'en-US', initialChangeMessage: 'm' },
      initialTranslations: [{ languageCode: 'fr', value: 'Bien' }],
    }).expect(201);
    expect(await japm('export', 'From', '--out', folder)).toBe(0);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('agree on each text and name of each file: what is refused is refused before anything is sent', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((each) => /\.(?:yaml|md)$/u.test(each) && each !== 'japm.yaml');
    expect(files).toHaveLength(5);
    const disagreements: string[] = [];
    let tried = 0;
    for (const file of files.toSorted()) {
      const whole = await readFile(join(folder, file), 'utf8');
      const [, yaml = whole, text = ''] = /^---\n(.*?\n)(---\n.*)$/su.exec(whole) ?? [];
      for (const place of placesOf(fromYaml(yaml).document)) {
        for (const [what, value] of Object.entries(HOSTILE)) {
          const changed = replaced(fromYaml(yaml).document, place, value);
          const broken = yamlWithHalves(yamlOf(changed as object));
          await writeFile(join(folder, file), text === '' ? broken : `---\n${broken}${text}`);
          const project = `try-${String(++tried)}`;
          const code = await japm('import', folder, '--project', project);
          const isThere = (await call('get', project)).status === 200;
          // Either nothing at all, or all of it as it was written.
          const isAgreed = code === 2 ? !isThere : code === 0 && (await japm('import', folder, '--project', project)) === 0 && isSame();
          if (!isAgreed) disagreements.push(`${file} ${place.join('.')} with ${what}: ${out.join('; ')}`);
          if (what.startsWith('half') && code !== 2) disagreements.push(`${file} ${place.join('.')} took half of a pair`);
        }
      }
      await writeFile(join(folder, file), whole);
    }
    expect(disagreements).toEqual([]);
    expect(tried).toBeGreaterThan(150);
  }, 240_000);

  const isSame = (): boolean => out.at(-1)?.includes(' 0 of them changed by 0 changes') === true;

  it('name the place of half of a surrogate pair, and send nothing', async () => {
    const file = 'prompts/mail/1.0.0.md';
    const whole = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), whole.replace('text: Cher {{who}}', String.raw`text: "cut \ud83d"`));
    expect(await japm('import', folder, '--project', 'Never Begun')).toBe(2);
    await writeFile(join(folder, file), whole);
    expect(out.join('\n')).toMatch(/prompts\/mail\/1\.0\.0\.md:\d+: translations\.0\.text: contains half of a surrogate pair/u);
    await call('get', 'never-begun').expect(404);
  });

  it('are not asked where an export goes: links in its folder are replaced, and what they point at stays', async () => {
    const victim = join(dir, 'victim.txt');
    const linked = join(dir, 'linked');
    await cp(folder, linked, { recursive: true });
    await writeFile(victim, 'mine');
    for (const name of [
      'tags.yaml',
      '.gitattributes',
      '.tags.yaml.new',
      '.gitattributes.new',
      '.japm.yaml.new',
      '.prompts.new',
      '.prompts.old',
    ]) {
      await rm(join(linked, name), { force: true });
      await symlink(victim, join(linked, name));
    }
    await rm(join(linked, 'prompts'), { recursive: true });
    await symlink(dir, join(linked, 'prompts'));
    const before = await readdir(dir);
    expect([await japm('export', 'From', '--out', linked), out]).toEqual([0, expect.anything()]);
    expect(await readFile(victim, 'utf8')).toBe('mine');
    expect(await readdir(dir)).toEqual(before);
    expect((await readdir(linked)).toSorted()).toEqual(['.gitattributes', 'japm.yaml', 'prompts', 'tags.yaml']);
    for (const name of await readdir(linked)) await expect(readlink(join(linked, name))).rejects.toThrow(/EINVAL/u);
  });

  it.each(['tags.yaml', '.gitattributes'])('leave nothing behind where a folder stands in the place of %s', async (name) => {
    const blocked = join(dir, `blocked-${name}`);
    await cp(folder, blocked, { recursive: true });
    await rm(join(blocked, name), { force: true });
    await mkdir(join(blocked, name));
    const before = (await readdir(blocked)).toSorted();
    expect(await japm('export', 'From', '--out', blocked)).toBe(2);
    expect(out.join('\n')).toContain(`${join(blocked, name)} is a folder, and the export would write a file there; nothing was changed`);
    expect((await readdir(blocked)).toSorted()).toEqual(before);
  });
});

type Place = readonly (string | number)[];

/** Of each text. */
function placesOf(value: unknown, path: Place = []): Place[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => placesOf(each, [...path, Array.isArray(value) ? Number(key) : key]));
}

function replaced(value: unknown, [first, ...rest]: Place, by: string): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((each: unknown, at) => (at === first ? replaced(each, rest, by) : each));
  return { ...(value as object), [first]: replaced((value as Record<string, unknown>)[first], rest, by) };
}

/** UTF-8 has no form of it: only an escape says it. */
const yamlWithHalves = (yaml: string): string => yaml.replaceAll(new RegExp(`(['"]?)cut ${HALF}\\1`, 'gu'), String.raw`"cut \ud83d"`);
