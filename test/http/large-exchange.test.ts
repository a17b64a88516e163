import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerDiff } from '#contexts/prompts/exchange/adapters/cli/diff.command';
import { registerExport } from '#contexts/prompts/exchange/adapters/cli/export.command';
import { registerImport } from '#contexts/prompts/exchange/adapters/cli/import.command';
import { runProgram } from '#platform/cli/run-program';
import { startTestingApp, type TestingApp } from './testing-app';

const MIB = 1024 * 1024;
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const big = (char: string): string => char.repeat(800_000);
const DEEP: unknown = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);

describe('the exchange of what does not fit one request', () => {
  let app: TestingApp;
  let gate: Server;
  let gateUrl: string;
  /** How many more writes the gate lets through. */
  let writes = 0;
  let dir: string;
  const call = (method: 'get' | 'post' | 'patch', path: string, body?: object) =>
    app.request(method, `/api/projects/${path}`, app.admin).send(body);

  async function japm(url: string, ...args: string[]): Promise<{ code: number; out: string[] }> {
    const out: string[] = [];
    const output = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line), terminal: null };
    const env = { JAPM_URL: url, JAPM_TOKEN: app.admin };
    return { code: await runProgram([registerImport, registerExport, registerDiff], args, { output, env }), out };
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
    gate = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => void parts.push(part));
      request.on('end', () => {
        if (request.method !== 'GET' && writes-- <= 0) {
          response.writeHead(418, { 'content-type': 'application/json' }).end('{"message":"stopped here"}');
          return;
        }
        const { authorization = '', 'idempotency-key': key } = request.headers;
        void fetch(app.url + (request.url ?? ''), {
          method: request.method ?? 'GET',
          headers: { authorization, 'content-type': 'application/json', ...(typeof key === 'string' ? { 'idempotency-key': key } : {}) },
          ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
        }).then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
        });
      });
    });
    await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
    gateUrl = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;

    await call('post', '', { name: 'Large' }).expect(201);
    await call('post', 'large/prompts', {
      name: 'Mail',
      promptText: big('x'),
      initialTranslations: [{ languageCode: 'fr', promptText: 'a' }],
    }).expect(201);
    const first = 'large/prompts/mail/versions/1.0.0';
    await call('post', `${first}/translations`, { languageCode: 'de-DE', promptText: big('y') }).expect(201);
    await call('patch', `${first}/translations/fr`, { promptText: big('z') }).expect(200);
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
    gate.closeAllConnections();
    gate.close();
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('is completed by reruns, wherever it was stopped', async () => {
    const [a, b] = [join(dir, 'a'), join(dir, 'b')];
    await japm(app.url, 'export', 'large', '--out', a);
    let stops = 0;
    for (let code = 1; code !== 0; stops += 1) {
      writes = 1;
      const run = await japm(gateUrl, 'import', a, '--project', 'Copy');
      if (run.code !== 0) expect(run.out.at(-1)).toContain('stopped here');
      if (stops > 60) throw new Error(run.out.join('\n'));
      code = run.code;
    }
    // The project, and what was cut: five members and two translations of one version are more than ten requests.
    expect(stops).toBeGreaterThan(12);
    await japm(app.url, 'export', 'copy', '--out', b);
    expect(await bytes(b)).toEqual(await bytes(a));
    expect((await japm(app.url, 'diff', a, '--project', 'copy')).out.at(-1)).toBe('0 changes, 0 conflicts');
  }, 300_000);

  it('goes by the route of its resource where it fills that', async () => {
    await call('post', '', { name: 'Full' }).expect(201);
    // What fills the body of its own route.
    for (const name of ['Quotes', 'Deep', 'Many']) await call('post', 'full/prompts', { name, promptText: 'x' }).expect(201);
    await call('patch', 'full/prompts/quotes/versions/1.0.0', { promptText: '"'.repeat(MIB - 10) }).expect(200);
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
    await japm(app.url, 'export', 'full', '--out', a);
    expect(await japm(app.url, 'import', a, '--project', 'Full copy')).toMatchObject({ code: 0 });
    await japm(app.url, 'export', 'full-copy', '--out', b);
    expect(await bytes(b)).toEqual(await bytes(a));

    const file = join(a, 'prompts/quotes/1.0.0.md');
    await writeFile(file, `---\ntag: 1.0.0\nstatus: draft\nlanguage: en\n---\n${'"'.repeat(MIB)}\n`);
    const refused = await japm(app.url, 'import', a, '--project', 'never');
    expect(refused).toEqual({
      code: 2,
      out: [
        expect.stringContaining('prompts/quotes/1.0.0.md: promptText makes a request of 2097169 bytes of JSON; at most 2097152') as string,
      ],
    });
    await call('get', 'never').expect(404);
  }, 120_000);
});
