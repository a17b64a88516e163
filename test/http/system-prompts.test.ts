import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { InstallSystemPrompts } from '#contexts/prompts/index';
import { must, type Schemas } from './client';
import { startTestingApp, type TestingApp } from './testing-app';

type SystemPrompt = Schemas['SystemPromptDto'];
interface Event {
  readonly action: string;
  readonly outcome: string;
  readonly actor: { readonly type: string; readonly id: string };
  readonly resource: { readonly id: string; readonly revision: number };
  readonly changes?: object;
}

const events = async (app: TestingApp, query: string, token = app.admin): Promise<Event[]> =>
  (await app.request('get', `/api/audit/events?${query}`, token).expect(200)).body as Event[];
const at = (name: string): { params: { path: { name: string } } } => ({ params: { path: { name } } });

describe('system prompts over HTTP', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  const created = async (body: Schemas['CreateSystemPromptDto']): Promise<SystemPrompt> =>
    must(await app.client().POST('/api/system-prompts', { body }));

  it('say all that is wrong with them at once', async () => {
    const body = { name: ' ', promptText: '', description: 'x'.repeat(501), category: `x\n${'y'.repeat(49)}` };
    const { body: problem } = (await app.request('post', '/api/system-prompts', app.admin).send(body).expect(400)) as { body: unknown };
    expect(problem).toMatchObject({
      code: 'prompts.system_prompt_invalid',
      errors: [
        { pointer: '/name', message: 'name should not be empty' },
        { pointer: '/description', message: 'description must be at most 500 characters long' },
        { pointer: '/promptText', message: 'promptText should not be empty' },
        { pointer: '/category', message: 'category must be at most 50 characters long' },
        { pointer: '/category', message: 'category must not contain the control character U+000A' },
      ],
    });
  });

  it('are at most 1 MiB long', async () => {
    await created({ name: 'longest', promptText: 'x'.repeat(1024 * 1024) });
    const more = { name: 'longer', promptText: 'x'.repeat(1024 * 1024 + 1) };
    const { body } = (await app.request('post', '/api/system-prompts', app.admin).send(more).expect(413)) as { body: unknown };
    expect(body).toMatchObject({ code: 'shared.text_too_large' });
    must(await app.client().DELETE('/api/system-prompts/{name}', at('longest')));
  });

  it('are found in the path by every name that they can have', async () => {
    const character = fc.constantFrom(
      ...['/', '%', '%2F', '?', '#', '&', '+', ' ', '.', '..', '\\', ';', '"', 'é', '🙂', ':', '{name}', 'a'],
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: character, minLength: 1, maxLength: 20 }), async (name) => {
        const trimmed = name.trim();
        fc.pre(trimmed !== '' && trimmed !== '.' && trimmed !== '..');
        const prompt = await created({ name, promptText: 'x' });
        expect(prompt.name).toBe(trimmed);
        expect(must(await app.client().GET('/api/system-prompts/{name}', at(name)))).toEqual(prompt);
        expect(must(await app.client().DELETE('/api/system-prompts/{name}', at(name)))).toEqual(prompt);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['.', '..', ' .. '])('do not take the name "%s", which no path could name', async (name) => {
    await app.request('post', '/api/system-prompts', app.admin).send({ name, promptText: 'x' }).expect(400);
  });

  it('keep their text character by character', async () => {
    const promptText = ' \r\n{{variable:x}} ${y} {file:/etc/passwd} <%= z %> \\${a} $& \u200d\u202e ';
    const { name } = await created({ name: 'literal', promptText });
    expect(must(await app.client().GET('/api/system-prompts/{name}', at(name))).promptText).toBe(promptText);
  });

  it('change only where the caller has seen the newest state', async () => {
    await created({ name: 'guarded', promptText: 'x' });
    const path = '/api/system-prompts/guarded';
    const seen = (await app.request('get', path, app.admin).expect(200)).headers.etag as string;
    const change = (promptText: string) => app.request('patch', path, app.admin).set('if-match', seen).send({ promptText });
    await change('y').expect(200);
    await change('z').expect(412);
    await app.request('delete', path, app.admin).set('if-match', seen).expect(412);
    await app.request('get', path, app.admin).set('if-none-match', seen).expect(200);
    const now = (await app.request('get', path, app.admin).expect(200)).headers.etag as string;
    await app.request('get', path, app.admin).set('if-none-match', now).expect(304);
    await app.request('delete', path, app.admin).set('if-match', now).expect(200);
  });

  it('are created once for one Idempotency-Key', async () => {
    const create = () =>
      app.request('post', '/api/system-prompts', app.admin).set('idempotency-key', 'once').send({ name: 'once', promptText: 'x' });
    const first = await create().expect(201);
    const second = await create().expect(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
  });

  it('give a name away to one of many that want it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => app.request('post', '/api/system-prompts', app.admin).send({ name: 'wanted', promptText: 'x' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });

  it('leave events in the platform tenant, of which a long text shows only its hash', async () => {
    const { id } = await created({ name: 'recorded', promptText: 'x'.repeat(300) });
    must(await app.client().PATCH('/api/system-prompts/{name}', { ...at('recorded'), body: { name: 'renamed' } }));
    must(await app.client().PATCH('/api/system-prompts/{name}', { ...at('renamed'), body: { name: 'renamed' } }));
    must(await app.client().DELETE('/api/system-prompts/{name}', at('renamed')));
    const found = await events(app, `resource=${id}`);
    expect(found.map(({ action, outcome, resource }) => [action, outcome, resource.revision])).toEqual([
      ['system_prompt.delete', 'success', 3],
      ['system_prompt.update', 'unchanged', 2],
      ['system_prompt.update', 'success', 2],
      ['system_prompt.create', 'success', 1],
    ]);
    expect(found[2]?.changes).toEqual({ name: { before: 'recorded', after: 'renamed' } });
    expect(found[3]?.changes).toMatchObject({ promptText: { before: null, after: { length: 300 } } });
  });

  it('leave the attempt of another tenant in its own audit log', async () => {
    const stranger = await app.strangerToken();
    await app.request('delete', '/api/system-prompts/prompt-generator', stranger).expect(403);
    expect(await events(app, 'action=system_prompt.delete', stranger)).toMatchObject([
      { outcome: 'denied', resource: { id: 'prompt-generator' } },
    ]);
  });

  it('are out of reach of keys that are restricted to projects or environments', async () => {
    await app.given.project('Shop');
    const wide = await app.given.apiKey({ name: 'wide', permissions: ['system-prompt:read', 'system-prompt:write'] });
    const inProject = await app.given.apiKey({ name: 'narrow', permissions: ['system-prompt:read'], projects: ['shop'] });
    const inEnvironment = await app.given.apiKey({ name: 'narrow', permissions: ['system-prompt:read'], environments: ['production'] });
    const plain = await app.given.apiKey({ name: 'plain' });
    const read = async (apiKey: string) => (await app.request('get', '/api/system-prompts').set('x-api-key', apiKey)).status;
    expect(await Promise.all([wide, inProject, inEnvironment, plain].map(({ apiKey }) => read(apiKey)))).toEqual([200, 403, 403, 401]);
    const write = app.request('post', '/api/system-prompts').set('x-api-key', wide.apiKey).send({ name: 'by key', promptText: 'x' });
    await write.expect(201);
  });

  it('come in pages', async () => {
    const first = await app.request('get', '/api/system-prompts?limit=1&q=prompt-', app.admin).expect(200);
    expect(first.body).toMatchObject([{ name: 'prompt-generator' }]);
    const next = /<([^>]+)>/u.exec(first.headers.link as string)?.[1] ?? '';
    expect((await app.request('get', next, app.admin).expect(200)).body).toMatchObject([{ name: 'prompt-improver' }]);
  });
});

describe('the default system prompts', () => {
  it('are installed once, and what administrators do with them stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'japm-defaults-'));
    const database = { url: `sqlite:${join(folder, 'japm.sqlite')}` };
    const audit = { logName: 'japm.test/defaults' };
    let app = await startTestingApp({ database, audit });
    const list = async () =>
      must(await app.client().GET('/api/system-prompts')).map(({ name, promptText }) => [name, promptText.length > 50]);
    const installs = () => events(app, 'action=system_prompt.create');
    try {
      expect((await installs()).map(({ actor, outcome }) => [actor.type, actor.id, outcome])).toEqual(
        Array(3).fill(['system', 'install', 'success']),
      );
      must(await app.client().DELETE('/api/system-prompts/{name}', at('prompt-generator')));
      must(await app.client().PATCH('/api/system-prompts/{name}', { ...at('prompt-improver'), body: { promptText: 'ours' } }));
      must(await app.client().PATCH('/api/system-prompts/{name}', { ...at('prompt-translator'), body: { name: 'translator' } }));
      const ours = [
        ['prompt-improver', false],
        ['translator', true],
      ];
      expect(await list()).toEqual(ours);
      await app.product.container.get(InstallSystemPrompts).execute();
      expect(await list()).toEqual(ours);
      expect(await installs()).toHaveLength(3);
      // As after an upgrade to a release with these defaults, where an administrator has already used one of the names.
      await app.change('DELETE FROM prompts_installed_default');
      await app.product.container.get(InstallSystemPrompts).execute();
      expect(await list()).toEqual([
        ['prompt-generator', true],
        ['prompt-improver', false],
        ['prompt-translator', true],
        ['translator', true],
      ]);
      expect((await installs()).map(({ outcome }) => outcome)).toEqual([
        'success',
        'unchanged',
        'success',
        ...Array<string>(3).fill('success'),
      ]);
    } finally {
      await app.stop();
    }
    app = await startTestingApp({ database, audit });
    try {
      must(await app.client().DELETE('/api/system-prompts/{name}', at('prompt-generator')));
      await app.product.container.get(InstallSystemPrompts).execute();
      expect(await list()).toEqual([
        ['prompt-improver', false],
        ['prompt-translator', true],
        ['translator', true],
      ]);
    } finally {
      await app.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
