import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ADMIN, startTestingApp, type TestingApp } from './testing-app';

const ROOT = resolve(__dirname, '../..');
const MODULES = join(ROOT, 'node_modules');
const GENERATOR = join(MODULES, 'openapi-typescript/bin/cli.js');
const COMPILER = join(MODULES, 'typescript/bin/tsc');

/** Runs a script beside jest, which cannot load these ES modules, and returns what it prints. */
const node = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, args, { env: { PATH: process.env.PATH }, timeout: 60_000 })).stdout;

/** What somebody writes who has nothing but the document: every name in it is checked by the compiler. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

type Detail = components['schemas']['PromptDetailDto'];

const [baseUrl = '', email = '', password = ''] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl });

function must<T>({ data, error }: { data?: T; error?: { code?: string; status?: unknown } }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

const { access_token } = must(await client.POST('/api/auth/login', { body: { email, password } }));
client.use({
  onRequest({ request }) {
    request.headers.set('authorization', \`Bearer \${access_token}\`);
    return request;
  },
});
const project = must(await client.POST('/api/projects', { body: { name: 'Client shop' } }));
const detail: Detail = must(
  await client.POST('/api/projects/{projectId}/prompts', {
    params: { path: { projectId: project.id } },
    body: { name: 'Order Mail', promptText: 'Dear {{who}}', variables: [{ name: 'who' }], activate: true },
  }),
);
const address = { path: { projectId: project.id, promptId: detail.id } };
const resolved = must(
  await client.POST('/api/projects/{projectId}/prompts/{promptId}/resolve', {
    params: address,
    body: { version: 'latest', variables: { who: 'Bo' } },
  }),
);
const refused = await client.POST('/api/projects/{projectId}/prompts/{promptId}/resolve', {
  params: address,
  body: { version: 'latest', variables: { whom: 'Bo' } },
});
const missing = refused.error && 'missing' in refused.error ? refused.error.missing : [];
console.log(JSON.stringify({ prompt: detail.id, status: detail.versions[0]?.status, text: resolved.text, refused: refused.response.status, missing }));
`;

const OPTIONS = {
  target: 'es2022',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [join(MODULES, '@types')],
};

describe('a client generated from the OpenAPI document', () => {
  let app: TestingApp;
  let folder: string;

  beforeAll(async () => {
    app = await startTestingApp();
    folder = await mkdtemp(join(tmpdir(), 'japm-client-'));
    await mkdir(join(folder, 'src'));
    await symlink(MODULES, join(folder, 'node_modules'), 'dir');
    const { body } = (await app.request('get', '/api/docs/openapi.json').expect(200)) as { body: unknown };
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(body));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...OPTIONS, outDir: 'out', rootDir: 'src' } }));
    await writeFile(join(folder, 'src/program.ts'), PROGRAM);
    await node(GENERATOR, join(folder, 'openapi.json'), '-o', join(folder, 'src/api.d.ts'));
    await node(COMPILER, '-p', folder);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('compiles, logs in, creates a prompt and resolves it', async () => {
    const output = await node(join(folder, 'out/program.js'), app.url, ADMIN.email, ADMIN.password);
    expect(JSON.parse(output)).toEqual({ prompt: 'order-mail', status: 'active', text: 'Dear Bo', refused: 422, missing: ['who'] });
  }, 60_000);

  it('is checked: a field that the document does not have stops the compiler', async () => {
    await writeFile(join(folder, 'src/program.ts'), PROGRAM.replace('promptText:', 'prompText:'));
    await expect(node(COMPILER, '-p', folder, '--noEmit')).rejects.toMatchObject({
      stdout: expect.stringContaining('prompText') as unknown,
    });
  }, 60_000);
});
