import fc from 'fast-check';
import { must, type Schemas } from './client';
import { startTestingApp, type TestingApp } from './testing-app';
import { Statements } from './walks/statements';

type Item = Schemas['BatchItemDto'];
type Result = Schemas['BatchResultDto'];

/** What differs between two requests that are answered alike. */
const comparable = (problem: object | undefined): object | undefined => problem && { ...problem, requestId: null };

describe('a batch of resolves', () => {
  let app: TestingApp;
  /** Callers by name: an administrator, one without the permission, one of another tenant, and keys that are narrowed. */
  const callers = new Map<string, { readonly token?: string; readonly key?: string }>();

  const send = (caller: string, path: string, body: object) => {
    const { token, key } = callers.get(caller) ?? {};
    const request = app.request('post', path, token);
    return (key === undefined ? request : request.set('x-api-key', key)).send(body);
  };
  const batch = async (items: readonly unknown[], caller = 'admin'): Promise<Result[]> =>
    ((await send(caller, '/api/resolve', { items }).expect(200)).body as Schemas['ResolvedBatchDto']).results;
  const alone = async ({ projectId, promptId, strict, ifNoneMatch: _condition, ...body }: Item, caller: string): Promise<Result> => {
    const query = strict == null ? '' : `?strict=${String(strict)}`;
    const path = `/api/projects/${encodeURIComponent(projectId)}/prompts/${encodeURIComponent(promptId)}/resolve${query}`;
    const { status, body: answer } = (await send(caller, path, body)) as { status: number; body: object };
    return status === 200
      ? { status, etag: (answer as Schemas['ResolvedPromptDto']).etag, resolved: answer as Schemas['ResolvedPromptDto'] }
      : { status, etag: null, problem: answer as NonNullable<Result['problem']> };
  };
  const aKey = async (scopes: Partial<Schemas['CreateApiKeyDto']>): Promise<{ key: string }> => ({
    key: (await app.given.apiKey({ name: 'k', ...scopes })).apiKey,
  });

  beforeAll(async () => {
    app = await startTestingApp();
    for (const name of ['Shop', 'Bank']) await app.given.project(name);
    await app.given.environment('shop', 'production');
    await app.given.prompt('shop', { name: 'Sign', promptText: 'Yours, {{variable:from}}' });
    await app.given.prompt('shop', {
      name: 'Mail',
      promptText: 'Dear {{who}}, {{asset:news}} {{prompt:sign}}',
      initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Cher {{who}}, {{prompt:sign}}' }],
    });
    await app
      .request('post', '/api/projects/shop/prompts/mail/assets', app.admin)
      .send({ key: 'news', name: 'News', initialValue: 'none' })
      .expect(201);
    await app.given.prompt('shop', { name: 'Round', promptText: '{{prompt:round}}' });
    await app.given.prompt('shop', { name: 'Lost', promptText: '{{prompt:nothing}}' });
    await app.given.prompt('bank', { name: 'Mail', promptText: 'Bank' });
    for (const prompt of ['sign', 'mail'])
      await app
        .request('put', `/api/projects/shop/environments/production/pointers/${prompt}`, app.admin)
        .send({ versionTag: '1.0.0' })
        .expect(200);
    callers.set('admin', { token: app.admin });
    callers.set('a user', { token: await app.userToken('user') });
    const member = await app.userToken('user');
    const { id } = (await app.request('get', '/api/auth/profile', member).expect(200)).body as { id: string };
    await app.request('put', `/api/projects/bank/members/${id}`, app.admin).send({ role: 'editor' }).expect(200);
    callers.set('a member of the bank', { token: member });
    callers.set('stranger', { token: await app.strangerToken() });
    callers.set('a key of the bank', await aKey({ projects: ['bank'] }));
    callers.set('a key that may not resolve', await aKey({ permissions: ['prompt:read'] }));
    callers.set('a key of production', await aKey({ environments: ['production'] }));
  });
  afterAll(() => app.stop());

  const item: Item = { projectId: 'shop', promptId: 'mail', version: 'latest', variables: { who: 'Bo', from: 'Al' } };
  const someItem: fc.Arbitrary<unknown> = fc.record(
    {
      projectId: fc.constantFrom('shop', 'bank', 'none'),
      promptId: fc.constantFrom('mail', 'sign', 'round', 'lost', 'none'),
      version: fc.constantFrom('latest', '1.0.0', '9.9.9', null, 5),
      environment: fc.constantFrom('production', 'none', null),
      language: fc.constantFrom('fr', 'de', 'not a language', null),
      strict: fc.boolean(),
      variables: fc.constantFrom({ who: 'Bo', from: 'Al' }, { who: 'Bo' }, { from: 'Al', news: 'x', who: '' }, { whom: 1 }, [], null),
      unknown: fc.constant(1),
    },
    { requiredKeys: ['projectId', 'promptId'] },
  );

  it.each(['admin', 'a user', 'a member of the bank', 'stranger', 'a key of the bank', 'a key of production'])(
    'answers %s for each item what its own request is answered',
    async (caller) => {
      await fc.assert(
        fc.asyncProperty(fc.array(someItem, { minLength: 1, maxLength: 8 }), async (items) => {
          const results = await batch(items, caller);
          const expected: Result[] = [];
          for (const each of items) expected.push(await alone(each as Item, caller));
          expect(results.map(({ problem, ...rest }) => ({ ...rest, problem: comparable(problem) }))).toEqual(
            expected.map(({ problem, ...rest }) => ({ ...rest, problem: comparable(problem) })),
          );
        }),
        { numRuns: 12 },
      );
    },
    60_000,
  );

  it('has good and bad results side by side, in the order of the items', async () => {
    const results = await batch([{ ...item, variables: {} }, item, { ...item, promptId: 'none' }, { projectId: 'shop' }, 5]);
    expect(results.map((each) => each.status)).toEqual([422, 200, 404, 400, 400]);
    expect(results[1]?.resolved?.text).toBe('Dear Bo, none Yours, Al');
    expect(results[3]?.problem?.errors).toEqual([{ pointer: '/promptId', message: 'promptId is required' }]);
  });

  it('has the status 304 for an item whose tag is the current one, and the text for another tag', async () => {
    const [first] = await batch([item]);
    const etag = first?.etag ?? '';
    const results = await batch([
      { ...item, ifNoneMatch: etag },
      { ...item, ifNoneMatch: `"x", W/${etag}` },
      { ...item, ifNoneMatch: '"x"' },
      { ...item, ifNoneMatch: etag, variables: {} },
    ]);
    expect(results.map(({ status }) => status)).toEqual([304, 304, 200, 422]);
    expect(results[0]).toEqual({ status: 304, etag });
  });

  it.each([
    ['without items', {}, '/items'],
    ['with no item', { items: [] }, '/items'],
    ['whose items are no array', { items: { 0: item } }, '/items'],
    ['with 101 items', { items: Array.from({ length: 101 }, () => item) }, '/items'],
    ['with an unknown member', { items: [item], more: 1 }, '/more'],
  ])('is refused as a whole %s', async (_what, body, pointer) => {
    const { body: problem } = (await send('admin', '/api/resolve', body).expect(400)) as { body: Schemas['Problem'] };
    expect(problem.errors?.map((each) => each.pointer)).toEqual([pointer]);
  });

  it('puts each denied item in the audit log as its own request would be', async () => {
    callers.set('a prober', { token: await app.userToken('tenant_admin') });
    await batch([item, { ...item, promptId: 'secret-plan' }, { ...item, projectId: 'nowhere' }], 'a prober');
    await alone({ ...item, promptId: 'secret-plan' }, 'a prober');
    const query = { outcome: 'denied' as const, limit: 3 };
    const events = must(await app.client().GET('/api/audit/events', { params: { query } }));
    const [single, other, first] = events.map(({ action, resource, details, actor }) => ({ action, resource, details, actor }));
    expect(single).toMatchObject({ action: 'resolution.resolve', resource: { id: 'shop/secret-plan' }, details: { status: 404 } });
    expect(first).toEqual(single);
    expect(other?.resource.id).toBe('nowhere/mail');
  });

  it('reads what two items share once', async () => {
    const statements = new Statements(app);
    const madeFor = async (id: string, items: readonly Item[]): Promise<number> => {
      await send('admin', '/api/resolve', { items }).set('x-request-id', id).expect(200);
      return statements.of(id).length;
    };
    await madeFor('warm', [item]);
    const one = await madeFor('one', [item]);
    const many = await madeFor(
      'many',
      Array.from({ length: 100 }, (_, at) => ({ ...item, variables: { who: `Bo ${at}`, from: 'Al' } })),
    );
    expect(one).toBeGreaterThan(0);
    expect(many).toBe(one);
  });
});
