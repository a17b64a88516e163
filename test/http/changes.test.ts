import type { Response } from 'supertest';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { openApiDocument } from '../openapi-document';
import type { AuditEnvelope } from '#shared/audit-envelope';
import { changeRoutes } from '#platform/http/change-route';
import { Tag } from '#contexts/catalog/tag/domain/tag';
import { VersionRepository } from '#contexts/prompts/prompt/application/version-repository.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from './testing-app';
import { resourcesOf } from '#platform/container/bind-resources';

interface Result {
  readonly id: string;
  readonly outcome: string;
  readonly status: number;
  readonly etag: string | null;
}

describe('change sets over HTTP', () => {
  let app: TestingApp;
  /** The events of each commit. */
  const commits: (readonly AuditEnvelope[])[] = [];
  const project = '/api/projects/shop';

  const apply = (changes: readonly object[], token = app.admin): Promise<Response> =>
    app
      .request('post', `${project}/changes`, token)
      .send({ changes })
      .then((response) => response);
  const resultsOf = ({ status, body, text }: Response): readonly Result[] => {
    if (status !== 200) throw new Error(text);
    return (body as { results: Result[] }).results;
  };
  const names = async (collection: string): Promise<string[]> =>
    ((await app.request('get', `${project}/${collection}`, app.admin).expect(200)).body as { name: string }[]).map((each) => each.name);
  const createTag = (name: string): object => ({ action: 'create', resource: 'tag', body: { name } });

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((events) => commits.push(events));
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());
  beforeEach(() => commits.splice(0));

  it('creates, updates and deletes what a project has, in order and in one transaction', async () => {
    const results = resultsOf(
      await apply([
        { action: 'create', resource: 'region', body: { languageCode: 'es-MX', name: 'Mexico' } },
        { action: 'create', resource: 'cultural-data', body: { key: 'greeting', regionId: 'es-MX' } },
        { action: 'update', resource: 'cultural-data', id: 'greeting', body: { style: 'formal' } },
        { action: 'create', resource: 'rag-document', body: { documentName: 'law' } },
        { action: 'create', resource: 'ai-model', body: { name: 'sonnet' } },
        { action: 'create', resource: 'environment', body: { name: 'live' } },
        createTag('core'),
        { action: 'create', resource: 'prompt', body: { name: 'Mail', promptText: 'Hi', tags: ['core'] } },
        { action: 'create', resource: 'version', prompt: 'mail', body: { versionTag: '1.1.0', promptText: 'Hello', languageCode: 'en' } },
        {
          action: 'create',
          resource: 'translation',
          prompt: 'mail',
          version: '1.1.0',
          body: { languageCode: 'fr-FR', promptText: 'Salut' },
        },
        { action: 'update', resource: 'translation', prompt: 'mail', version: '1.1.0', id: 'fr-FR', body: { promptText: 'Bonjour' } },
        { action: 'update', resource: 'version', prompt: 'mail', id: '1.1.0', body: { promptText: 'Hello you' } },
        { action: 'update', resource: 'prompt', id: 'mail', body: { name: 'Mail' } },
        { action: 'create', resource: 'asset', prompt: 'mail', body: { key: 'sign', name: 'Sign', initialValue: 'Yours' } },
        { action: 'update', resource: 'asset', prompt: 'mail', id: 'sign', body: { name: 'Signature' } },
        {
          action: 'create',
          resource: 'asset-version',
          prompt: 'mail',
          asset: 'sign',
          body: { value: 'Bye', versionTag: '1.1.0', languageCode: 'en' },
        },
        {
          action: 'create',
          resource: 'asset-translation',
          prompt: 'mail',
          asset: 'sign',
          version: '1.1.0',
          body: { languageCode: 'de-DE', value: 'Gruß' },
        },
        { action: 'delete', resource: 'asset-translation', prompt: 'mail', asset: 'sign', version: '1.1.0', id: 'de-DE' },
        { action: 'activate', resource: 'version', prompt: 'mail', id: '1.1.0' },
        { action: 'delete', resource: 'version', prompt: 'mail', id: '1.0.0' },
        { action: 'delete', resource: 'region', id: 'es-MX' },
      ]),
    );
    // What has an id of its own is told by its length.
    expect(results.map(({ id, status, outcome }) => `${id.length > 30 ? 'id' : id} ${status} ${outcome}`)).toEqual([
      'es-MX 201 created',
      'greeting 201 created',
      'greeting 200 updated',
      ...Array.from({ length: 4 }, () => 'id 201 created'),
      'mail 201 created',
      '1.1.0 201 created',
      'fr-FR 201 created',
      'fr-FR 200 updated',
      '1.1.0 200 updated',
      'mail 200 unchanged',
      'sign 201 created',
      'sign 200 updated',
      '1.1.0 201 created',
      'de-DE 201 created',
      'de-DE 200 deleted',
      '1.1.0 200 updated',
      '1.0.0 200 deleted',
      'es-MX 204 deleted',
    ]);
    expect(commits).toHaveLength(1);
    const actions = commits[0]?.map(({ action }) => action) ?? [];
    expect(actions).toEqual(expect.arrayContaining(['region.create', 'prompt.create', 'version.delete', 'translation.update']));
    expect(actions.at(-1)).toBe('change_set.apply');
    const read = await app.request('get', `${project}/prompts/mail/versions/1.1.0`, app.admin).expect(200);
    expect(read.body).toMatchObject({ promptText: 'Hello you' });
    for (const result of results) expect(Object.keys(result)).toEqual(['action', 'resource', 'id', 'outcome', 'status', 'etag', 'warning']);
    expect(results[18]?.etag).toBe(read.headers.etag);
  });

  it('refuses a resource that no route can change, together with the other faults of the body', async () => {
    const refused = await apply([{ action: 'delete', resource: 'project', id: 'shop', more: 1 }]);
    expect(refused.status).toBe(400);
    expect((refused.body as { errors: unknown[] }).errors).toEqual([
      {
        pointer: '/changes/0/resource',
        message: expect.stringMatching(/^changes.0.resource must be one of: ai-model, .*, tag, .*version$/u) as string,
      },
      { pointer: '/changes/0/more', message: 'property more should not exist' },
    ]);
  });

  it('knows the routes of all that it says it can change', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, unknown>> };
    const forms = new Map(Object.entries(paths).map(([path, item]) => [path.replaceAll(/\{\w+\}/gu, '{}'), Object.keys(item)]));
    const routes = [...changeRoutes().values()];
    for (const { path, actions = [], isPut = false } of routes) {
      const one = `/api/projects/{}/${path.replaceAll(/\{\w+\}/gu, '{}')}`;
      expect([one, forms.get(one)]).toEqual([one, expect.arrayContaining(['get', isPut ? 'put' : 'patch', 'delete'])]);
      for (const action of actions) expect(forms.get(`${one}/${action}`)).toEqual(['post']);
      expect(forms.get(one.slice(0, one.lastIndexOf('/')))?.includes('post')).toBe(!isPut);
    }
    expect(routes.length).toBeGreaterThan(8);
  });

  it('takes 500 changes, with an event of each and one of the set, and no more than that', async () => {
    const many = Array.from({ length: 500 }, (_, index) => createTag(`many-${index}`));
    expect(resultsOf(await apply(many))).toHaveLength(500);
    expect(commits).toHaveLength(1);
    expect(commits[0]?.filter(({ action }) => action === 'tag.create')).toHaveLength(500);
    expect(commits[0]).toHaveLength(501);
    expect(commits[0]?.at(-1)?.details).toEqual({ changes: 500, unchanged: 0 });
    for (const changes of [[], [...many, createTag('more')]]) expect((await apply(changes)).status).toBe(400);
  }, 60_000);

  it('writes at most 10,000 events: keeps nothing of more, and says which change went over', async () => {
    const initialTranslations = Array.from({ length: 200 }, (_, at) => ({
      languageCode: `q${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`,
      promptText: 'x',
    }));
    await app.request('post', `${project}/prompts`, app.admin).send({ name: 'Wide', promptText: 'x', initialTranslations }).expect(201);
    commits.splice(0);
    const version = (index: number): object => ({
      action: 'create',
      resource: 'version',
      prompt: 'wide',
      body: { versionTag: `2.${index}.0`, promptText: 'x', languageCode: 'en', translationsFrom: '1.0.0' },
    });
    const some = (count: number, from = 0): object[] => Array.from({ length: count }, (_, index) => version(from + index));
    // A version has an event, and each of its translations.
    const full = [...some(49), ...Array.from({ length: 150 }, (_, index) => createTag(`full-${index}`))];
    expect(resultsOf(await apply(full))).toHaveLength(199);
    expect(commits.map((each) => each.length)).toEqual([10_000]);
    commits.splice(0);

    const over = await apply([
      ...some(49, 100),
      ...Array.from({ length: 151 }, (_, index) => createTag(`over-${index}`)),
      createTag('never'),
    ]);
    expect(over.body).toMatchObject({
      statusCode: 422,
      code: 'change_set.too_many_events',
      change: 199,
      errors: [{ pointer: '/changes/199' }],
    });
    expect((await names('tags')).filter((each) => /^(?:over-|never)/u.test(each))).toEqual([]);
    expect(commits.flat().map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(['change_set.apply rejected']);
    expect(commits[0]?.[0]?.details).toMatchObject({ status: 422, code: 'change_set.too_many_events' });
    await app.request('get', `${project}/prompts/wide/versions/2.100.0`, app.admin).expect(404);
  }, 60_000);

  it('keeps nothing when the last one fails, and says which it was, with its own status and code', async () => {
    const before = await names('tags');
    const failure = await apply([createTag('first'), createTag('second'), createTag('first')]);
    expect(failure.body).toMatchObject({
      statusCode: 409,
      code: 'catalog.tag_taken',
      change: 2,
      errors: [{ pointer: '/changes/2' }],
    });
    expect(await names('tags')).toEqual(before);
    const recorded = commits.flat().map(({ action, outcome }) => `${action} ${outcome}`);
    expect(recorded).toEqual(['change_set.apply rejected']);
    expect(commits[0]?.[0]).toMatchObject({
      resource: { id: 'shop' },
      details: { status: 409, code: 'catalog.tag_taken', change: 2, action: 'create', resource: 'tag', id: 'shop' },
    });
    commits.splice(0);

    const missing = await apply([createTag('first'), { action: 'delete', resource: 'version', prompt: 'nix', id: '1.0.0' }]);
    expect(missing.body).toMatchObject({ statusCode: 404, code: 'prompt.not_found', change: 1 });
    expect(commits[0]?.[0]?.details).toMatchObject({ change: 1, action: 'delete', resource: 'version', id: 'shop/nix/1.0.0' });
    expect(await names('tags')).toEqual(before);
  });

  it('does not read what a prompt has to change it', async () => {
    const versions = jest.spyOn(app.product.container.get(VersionRepository), 'list');
    const results = resultsOf(await apply([{ action: 'update', resource: 'prompt', id: 'mail', body: { description: 'unread' } }]));
    expect(results).toMatchObject([{ id: 'mail', outcome: 'updated', status: 200 }]);
    expect(versions).not.toHaveBeenCalled();
    await app
      .request('patch', `${project}/prompts/mail`, app.admin)
      .set('if-match', results[0]?.etag ?? '')
      .send({ name: 'Mail' })
      .expect(200);
    expect(versions).toHaveBeenCalledTimes(1);
    versions.mockRestore();
  });

  it('checks the bodies as their own routes do', async () => {
    const answer = await apply([createTag('fine'), { action: 'create', resource: 'tag', body: { name: 5, color: 'red' } }]);
    expect(answer.body).toMatchObject({ statusCode: 400, code: 'request.invalid', change: 1 });
    for (const message of (answer.body as { message: string[] }).message) expect(message).toMatch(/^Change 1: /u);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/changes/1/body/color',
      '/changes/1/body/name',
    ]);
    const domain = await apply([{ action: 'create', resource: 'environment', body: { name: ' ' } }]);
    expect(domain.body).toMatchObject({
      statusCode: 400,
      code: 'catalog.environment_invalid',
      errors: [{ pointer: '/changes/0/body/name' }],
    });
    expect(await names('tags')).not.toContain('fine');
  });

  it('does the whole again after a deadlock, with each event once', async () => {
    const tags = app.product.container.get(resourcesOf(Tag));
    const deadlock = Object.assign(new Error('deadlock'), { driverError: { errno: 1213 } });
    const real = tags.add.bind(tags);
    const add = jest.spyOn(tags, 'add').mockImplementationOnce(real).mockRejectedValueOnce(deadlock);
    expect(resultsOf(await apply([createTag('again-1'), createTag('again-2')]))).toHaveLength(2);
    expect(add).toHaveBeenCalledTimes(4);
    add.mockRestore();
    expect(commits.map((each) => each.map(({ action }) => action))).toEqual([['tag.create', 'tag.create', 'change_set.apply']]);
    expect((await names('tags')).filter((each) => each.startsWith('again-'))).toEqual(['again-1', 'again-2']);
  });

  it('says of all changes at once what they lack to be addressed', async () => {
    const answer = await apply([
      { action: 'update', resource: 'tag', body: {} },
      { action: 'create', resource: 'translation', prompt: 'mail', body: {} },
      { action: 'delete', resource: 'version', prompt: '', id: '' },
      { action: 'activate', resource: 'tag', id: 'x' },
    ]);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/changes/0/id',
      '/changes/1/version',
      '/changes/2/prompt',
      '/changes/2/id',
      '/changes/3/action',
    ]);
    expect((await apply([{ action: 'create', resource: 'member', body: {} }])).status).toBe(400);
  });

  it('refuses what would count for nothing: it is a mistake that its sender must hear of', async () => {
    const body = { name: 'unasked' };
    const answer = await apply([
      { action: 'create', resource: 'tag', id: 'x', ifMatch: '"1"', body },
      { action: 'delete', resource: 'tag', id: 'x', prompt: 'mail', body },
      { action: 'create', resource: 'version', prompt: 'mail', version: '1.0.0', asset: 'sign', body },
      { action: 'create', resource: 'pointer', environment: 'x', body },
    ]);
    expect([answer.status, (answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)]).toEqual([
      400,
      [
        '/changes/0/id',
        '/changes/0/ifMatch',
        '/changes/1/prompt',
        '/changes/1/body',
        '/changes/2/asset',
        '/changes/2/version',
        '/changes/3/action',
      ],
    ]);
    expect(await names('tags')).not.toContain('unasked');
  });

  it('moves and removes pointers, and confirms translations', async () => {
    const { id: environment } = (await app.request('post', `${project}/environments`, app.admin).send({ name: 'stage' }).expect(201))
      .body as { id: string };
    const prompt = 'pointed';
    const pointer = { resource: 'pointer', environment, id: prompt };
    const read = () => app.request('get', `${project}/environments/${environment}/pointers/${prompt}`, app.admin);
    const moved = resultsOf(
      await apply([
        { action: 'create', resource: 'prompt', body: { name: 'Pointed', promptText: 'Hi' } },
        { action: 'create', resource: 'translation', prompt, version: '1.0.0', body: { languageCode: 'fr-FR', promptText: 'Salut' } },
        { action: 'update', resource: 'version', prompt, id: '1.0.0', body: { promptText: 'Hey' } },
        { action: 'confirm', resource: 'translation', prompt, version: '1.0.0', id: 'fr-FR' },
        { action: 'update', ...pointer, body: { versionTag: '1.0.0' } },
      ]),
    );
    expect(moved.map(({ id, outcome }) => `${id} ${outcome}`).slice(3)).toEqual(['fr-FR updated', 'pointed updated']);
    const found = await read().expect(200);
    const etag = found.headers.etag as unknown;
    expect([found.body, etag]).toEqual([expect.objectContaining({ promptId: prompt, versionTag: '1.0.0' }), moved[4]?.etag]);
    expect((await apply([{ action: 'delete', ...pointer, ifMatch: '"other"' }])).status).toBe(412);
    expect(resultsOf(await apply([{ action: 'delete', ...pointer, ifMatch: etag }]))).toMatchObject([{ outcome: 'deleted' }]);
    await read().expect(404);
  });

  it('changes only the state that ifMatch names', async () => {
    const [made] = resultsOf(await apply([createTag('matched')]));
    const update = (ifMatch: string, description: string): object => ({
      action: 'update',
      resource: 'tag',
      id: made?.id,
      ifMatch,
      body: { description },
    });
    const [changed] = resultsOf(await apply([update(made?.etag ?? '', 'one')]));
    expect(changed?.outcome).toBe('updated');
    const stale = await apply([createTag('beside'), update(made?.etag ?? '', 'two')]);
    expect(stale.body).toMatchObject({ statusCode: 412, code: 'shared.precondition_failed', change: 1, currentRevision: 2 });
    expect(await names('tags')).not.toContain('beside');
    expect((await apply([update('nonsense', 'x')])).body).toMatchObject({ statusCode: 400, code: 'request.malformed_condition' });
  });

  it('answers a repeated set with unchanged, and a repeated key with the stored answer', async () => {
    const changes = [{ action: 'update', resource: 'prompt', id: 'mail', body: { description: 'again' } }];
    const send = () => app.request('post', `${project}/changes`, app.admin).set('idempotency-key', 'set-1').send({ changes });
    const first = await send().expect(200);
    expect((await send().expect(200)).text).toBe(first.text);
    commits.splice(0);
    expect(resultsOf(await apply(changes))).toMatchObject([{ outcome: 'unchanged', status: 200 }]);
    expect(commits[0]?.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
  });

  it('asks for the permission of each change, and for its own', async () => {
    const member = await app.userToken('user');
    const { id } = (await app.request('get', '/api/auth/profile', member).expect(200)).body as { id: string };
    await app.given.project('Closed');
    const grant = (role: string) => app.request('put', `/api/projects/closed/members/${id}`, app.admin).send({ role }).expect(200);
    const send = (change: object) => app.request('post', '/api/projects/closed/changes', member).send({ changes: [change] });
    const prompt = { action: 'create', resource: 'prompt', body: { name: 'Mail', promptText: 'Hi' } };
    await grant('viewer');
    await send(prompt).expect(403);
    await grant('editor');
    await send(prompt).expect(200);
    expect((await send(createTag('x')).expect(403)).body).toMatchObject({ change: 0 });
    await app
      .request('post', `${project}/changes`, await app.userToken('prompt_consumer'))
      .send({ changes: [prompt] })
      .expect(403);
    await app
      .request('post', `${project}/changes`, await app.strangerToken())
      .send({ changes: [prompt] })
      .expect(404);
  });
});
