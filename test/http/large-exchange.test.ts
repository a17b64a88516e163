import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { DiskPromptFolder } from '#contexts/prompts/exchange/adapters/files/disk-prompt-folder';
import { HttpProjectMirror } from '#contexts/prompts/exchange/adapters/remote/http-project-mirror';
import { CheckFolder, type FolderContent } from '#contexts/prompts/exchange/application/check-folder';
import { ImportFolder } from '#contexts/prompts/exchange/application/import-folder';
import type { PromptFolder } from '#contexts/prompts/exchange/application/prompt-folder.port';
import { ApiClient } from '#platform/cli/api-client';
import { runProgram } from '#platform/cli/run-program';
import { DomainError } from '#shared/errors';
import { startTestingApp, type TestingApp } from './testing-app';

const MIB = 1024 * 1024;
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const big = (char: string): string => char.repeat(800_000);
const DEEP: unknown = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);

describe('the exchange of what does not fit one request', () => {
  let app: TestingApp;
  let dir: string;
  let stopAfter = 0;
  const call = (method: 'get' | 'post' | 'patch', path: string, body?: object) =>
    app.request(method, `/api/projects/${path}`, app.admin).send(body);

  async function japm(...args: string[]): Promise<{ code: number; out: string[] }> {
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line), terminal: null };
    const env = { JAPM_URL: app.url, JAPM_TOKEN: app.admin };
    return { code: await runProgram([registerImport, registerExport, registerDiff], args, { output, env }), out };
  }

  /** What stopped an import before its second document; null when it came to its end. */
  async function stopped(folder: PromptFolder, content: FolderContent): Promise<string | null> {
    const settings = { baseUrl: app.url, credentials: { token: app.admin } };
    const api = await ApiClient.connect(settings, { requestTimeoutMs: 180_000 });
    const put = api.put.bind(api);
    const refusal = new DomainError('unavailable', 'test.stopped', 'stopped here');
    let documents = 0;
    jest
      .spyOn(api, 'put')
      .mockImplementation((path, body) => ((documents += 1) === stopAfter + 1 ? Promise.reject(refusal) : put(path, body)));
    const report = new ImportFolder(new HttpProjectMirror(api), folder, content).execute({ project: 'Copy' });
    return report.then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
  }

  async function bytes(folder: string): Promise<Record<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    const read = await Promise.all(
      files.toSorted().map(async (file) => [file.slice(folder.length), hashOf(await readFile(file))] as const),
    );
    return Object.fromEntries(read);
  }

  beforeAll(async () => {
    app = await startTestingApp();
    dir = await mkdtemp(join(tmpdir(), 'japm-large-'));

    await call('post', '', { name: 'Large' }).expect(201);
    await call('post', 'large/prompts', {
      name: 'Mail',
      promptText: big('x'),
      initialTranslations: [{ languageCode: 'fr', promptText: 'a' }],
    }).expect(201);
    const first = 'large/prompts/mail/versions/1.0.0';
    await call('post', `${first}/translations`, { languageCode: 'de-DE', promptText: big('y') }).expect(201);
    await call('patch', `${first}/translations/fr`, { promptText: big('z') }).expect(200);
    // More than one document has room for.
    for (const languageCode of Array.from({ length: 15 }, (_, at) => `l${String.fromCharCode(97 + at)}-LL`))
      await call('post', `${first}/translations`, { languageCode, promptText: big(languageCode[1] ?? '') }).expect(201);
    await call('patch', 'large/prompts/mail', { description: big('d') }).expect(200);
    await call('patch', first, { variables: [{ name: 'v', example: big('v') }] }).expect(200);
    await call('patch', first, { literals: [big('l')], changeMessage: 'why' }).expect(200);
    await call('post', `${first}/activate`).expect(200);

    // A stale translation, in a version and in an asset.
    const second = 'large/prompts/mail/versions/1.1.0';
    const texts = [{ languageCode: 'fr', promptText: '-' }, ...[{ languageCode: 'it-IT', promptText: 'i' }]];
    const draft = { versionTag: '1.1.0', promptText: 'old', languageCode: 'en', initialTranslations: texts };
    await call('post', 'large/prompts/mail/versions', draft).expect(201);
    await call('patch', `${second}/translations/fr`, { promptText: big('f') }).expect(200);
    await call('patch', second, { promptText: big('n') }).expect(200);
    await call('patch', `${second}/translations/it-IT`, { promptText: big('i') }).expect(200);
    const asset = { key: 'sign', name: 'Sign', initialValue: big('s'), initialTranslations: [{ languageCode: 'fr', value: 'w' }] };
    await call('post', 'large/prompts/mail/assets', asset).expect(201);
    await call('patch', 'large/prompts/mail/assets/sign/versions/1.0.0/translations/fr', { value: big('w') }).expect(200);
    await call('patch', 'large/prompts/mail/assets/sign', { category: big('c') }).expect(200);
  }, 120_000);
  afterAll(async () => {
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('is completed by reruns, wherever it was stopped', async () => {
    const [a, b] = [join(dir, 'a'), join(dir, 'b')];
    await japm('export', 'large', '--out', a);
    // Read once, and not anew for each rerun: the commands check that below.
    const folder = new DiskPromptFolder(a);
    const [name = ''] = await folder.names();
    jest.spyOn(folder, 'read').mockResolvedValue(await folder.read(name));
    const { content } = await new CheckFolder(folder).execute();
    let stops = 0;
    for (stopAfter = 0; (await stopped(folder, content)) !== null; stopAfter += 1) {
      if ((stops += 1) > 20) throw new Error('it does not come to an end');
    }
    // A version with translations that no document has room for is sent as often as it needs.
    expect(stops).toBeGreaterThan(1);
    await japm('export', 'copy', '--out', b);
    expect(await bytes(b)).toEqual(await bytes(a));
    expect((await japm('diff', a, '--project', 'copy')).out.at(-1)).toBe('0 changes, 0 conflicts');
  }, 300_000);

  it('is whole after one import', async () => {
    const [a, b] = [join(dir, 'whole-a'), join(dir, 'whole-b')];
    await japm('export', 'large', '--out', a);
    expect(await japm('import', a, '--project', 'Whole')).toMatchObject({ code: 0 });
    await japm('export', 'whole', '--out', b);
    expect(await bytes(b)).toEqual(await bytes(a));
  }, 120_000);

  it('takes what fills the body of the route of its resource', async () => {
    await call('post', '', { name: 'Full' }).expect(201);
    // What fills the body of its own route.
    for (const name of ['Quotes', 'Deep', 'Many']) await call('post', 'full/prompts', { name, promptText: 'x' }).expect(201);
    const quotes = '"'.repeat(MIB - 10);
    await call('patch', 'full/prompts/quotes/versions/1.0.0', { promptText: quotes }).expect(200);
    const translate = (languageCode: string) =>
      call('post', 'full/prompts/quotes/versions/1.0.0/translations', { languageCode, promptText: 'small' }).expect(201);
    await translate('aa-AA');
    await call('post', 'full/prompts/quotes/assets', { key: 'sign', name: 'Sign', initialValue: 'small' }).expect(201);
    await call('patch', 'full/prompts/quotes/assets/sign', { category: quotes }).expect(200);
    const deep = { name: 'd', type: 'array', default: DEEP };
    await call('patch', 'full/prompts/deep/versions/1.0.0', { variables: [deep] }).expect(200);
    const many = { name: 'd', type: 'array', default: Array.from({ length: 49_000 }, () => 1) };
    const names = Array.from({ length: 900 }, (_, at) => ({ name: `v${at}` }));
    await call('patch', 'full/prompts/many/versions/1.0.0', { variables: [many, ...names] }).expect(200);
    const languages = Array.from({ length: 199 }, (_, at) => ({ languageCode: `x${at}`, promptText: 't' }));
    await call('post', 'full/prompts', { name: 'Languages', promptText: 'x', initialTranslations: languages }).expect(201);
    for (const languageCode of ['aa-AA', 'bb-BB', 'cc-CC'])
      await call('post', 'full/prompts/languages/versions/1.0.0/translations', { languageCode, promptText: 'more' }).expect(201);
    const [a, b] = [join(dir, 'full-a'), join(dir, 'full-b')];
    const copied = async (): Promise<void> => {
      await japm('export', 'full', '--out', a);
      expect(await japm('import', a, '--project', 'Full copy')).toMatchObject({ code: 0 });
      await japm('export', 'full-copy', '--out', b);
      expect(await bytes(b)).toEqual(await bytes(a));
    };
    await copied();
    // To a version that is there already.
    await translate('bb-BB');
    await call('patch', 'full/prompts/quotes/versions/1.0.0/translations/bb-BB', { promptText: quotes }).expect(200);
    await copied();
  }, 120_000);
});
