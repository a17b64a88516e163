import type { Response } from 'supertest';
import { LogCatchUp } from '#contexts/audit/log/application/log-catch-up.port';
import { until } from '../until';
import { ADMIN, startTestingApp, type TestingApp } from './testing-app';

interface Event {
  readonly id: string;
  readonly seq: number;
  readonly time: string;
  readonly action: string;
  readonly outcome: string;
  readonly risk: string;
  readonly actor: { readonly id: string; readonly type: string; readonly email: string | null; readonly role: string | null };
  readonly resource: { readonly type: string; readonly id: string; readonly revision: number; readonly projectId: string | null };
  readonly changes: Record<string, { before: unknown; after: unknown }>;
  readonly details: Record<string, unknown>;
  readonly origin: { readonly ip: string | null; readonly userAgent: string | null; readonly requestId: string | null };
  readonly traceId: string | null;
}

const environments = '/api/projects/shop/environments';

describe('the audit trail over HTTP', () => {
  let app: TestingApp;
  const search = async (query: string, token = app.admin): Promise<Event[]> =>
    (await app.request('get', `/api/audit/events?${query}`, token).expect(200)).body as Event[];
  const denied = async (action: string): Promise<(readonly unknown[])[]> =>
    (await search(`action=${action}&outcome=denied`)).map(({ details, resource }) => [details.status, details.code, resource.id]);

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('has the reads of administrators of the platform in the tenant that they read', async () => {
    const stranger = await app.strangerToken();
    const reader = await app.userToken('tenant_admin');
    const { id, tenantId } = (await app.request('get', '/api/auth/profile', stranger).expect(200)).body as { id: string; tenantId: string };
    for (const path of [`/api/users?tenantId=${tenantId}`, `/api/users/${id}`, `/api/users/${id}/oidc-links`, `/api/tenants/${tenantId}`])
      await app.request('get', path, reader).expect(200);
    for (const path of ['/api/users', `/api/users/${id}`, `/api/tenants/${tenantId}`]) await app.request('get', path, stranger).expect(200);
    const reads = (await search('risk=medium', stranger)).filter(({ details }) => 'fromTenant' in details);
    expect(reads.map(({ action, resource }) => [action, resource.id]).toSorted()).toEqual(
      [
        ['oidc_link.list', id],
        ['tenant.read', tenantId],
        ['user.list', tenantId],
        ['user.read', id],
      ].toSorted(),
    );
  });

  it('shows a change at once: who did what to which, before and after, from where', async () => {
    const created = await app
      .request('post', environments, app.admin)
      .set('x-request-id', 'create-1')
      .set('user-agent', 'audit-test')
      .send({ name: 'seen', description: 'one' })
      .expect(201);
    const { id } = created.body as { id: string };
    const [event] = await search('action=environment.create');
    expect(event).toMatchObject({
      actor: { type: 'user', email: ADMIN.email, role: 'admin' },
      outcome: 'success',
      risk: 'low',
      resource: { type: 'environment', revision: 1 },
      changes: { name: { before: null, after: 'seen' }, description: { before: null, after: 'one' } },
      origin: { userAgent: 'audit-test', requestId: created.get('x-request-id') },
      details: { callerRequestId: 'create-1' },
    });
    expect(event?.origin.ip).toMatch(/127\.0\.0\.1$/u);
    expect(event?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);

    await app.request('patch', `${environments}/${id}`, app.admin).send({ description: 'two' }).expect(200);
    const [changed] = await search('action=environment.update');
    expect(changed).toMatchObject({ resource: { revision: 2 }, changes: { description: { before: 'one', after: 'two' } } });
    expect(changed?.resource.id).toBe(event?.resource.id);
    await app.request('patch', `${environments}/${id}`, app.admin).send({ description: 'two' }).expect(200);
    expect((await search('action=environment.update&outcome=unchanged'))[0]).toMatchObject({ resource: { revision: 2 }, changes: {} });
  });

  it('names each request itself, whatever the caller calls it', async () => {
    const call = (name: string, id: string) =>
      app.request('post', environments, app.admin).set('x-request-id', id).send({ name }).expect(201);
    const answers = [await call('first', 'the-same'), await call('second', 'the-same'), await call('third', 'not one!')];
    const ids = answers.map((answer) => answer.get('x-request-id'));
    expect(new Set(ids).size).toBe(3);
    expect(answers.map((answer) => answer.get('x-caller-request-id'))).toEqual(['the-same', 'the-same', undefined]);
    const events = (await search('action=environment.create&limit=3')).toReversed();
    expect(events.map(({ origin }) => origin.requestId)).toEqual(ids);
    expect(events.map(({ details }) => details.callerRequestId)).toEqual(['the-same', 'the-same', undefined]);
    // Another's id, as a name of one's own request, stands beside the own one.
    const [copied = ''] = ids.filter((id) => id !== undefined);
    await call('fourth', copied);
    const [event] = await search('action=environment.create&limit=1');
    expect([event?.origin.requestId === copied, event?.details.callerRequestId]).toEqual([false, copied]);
  });

  it('shows one event by id, and nothing under another one', async () => {
    const [event] = await search('action=project.create');
    const one = await app.request('get', `/api/audit/events/${event?.id ?? ''}`, app.admin).expect(200);
    expect(one.body).toEqual(event);
    await app.request('get', '/api/audit/events/00000000-0000-7000-8000-0000000000ff', app.admin).expect(404);
  });

  it('shows attempts that were denied, with what they addressed', async () => {
    const consumer = await app.userToken('prompt_consumer');
    await app.request('post', environments, app.admin).send({ name: 'twice' }).expect(201);
    await app.request('post', environments, app.admin).send({ name: 'twice' }).expect(409);
    await app.request('post', environments, consumer).send({ name: 'no' }).expect(403);
    await app.request('get', `${environments}/nix`, app.admin).expect(404);
    expect(await denied('environment.create')).toEqual([[403, 'access.forbidden', 'shop']]);
    const [rejected] = await search('action=environment.create&outcome=rejected');
    expect(rejected?.details).toMatchObject({ status: 409, code: 'catalog.environment_taken' });
    expect(await denied('environment.read')).toEqual([[404, 'environment.not_found', 'shop/nix']]);
    const [refused] = await search('action=environment.create&outcome=denied');
    expect(refused?.actor).toMatchObject({ type: 'user', role: 'prompt_consumer' });
  });

  it('shows wrong credentials, and not requests without any', async () => {
    await app.request('delete', `${environments}/none`).expect(401);
    expect(await denied('environment.delete')).toEqual([]);
    await app.request('delete', `${environments}/wrong`, 'nonsense').expect(401);
    await app.request('delete', `${environments}/key`).set('x-api-key', 'japm_nonsense').expect(401);
    const refused = await search('action=environment.delete&outcome=denied');
    expect(refused.map((each) => [each.actor.type, each.resource.id])).toEqual([
      ['anonymous', 'shop/key'],
      ['anonymous', 'shop/wrong'],
    ]);
    await app.request('post', '/api/auth/login').send({ email: ADMIN.email, password: 'wrong' }).expect(401);
    expect((await search('action=session.login&outcome=denied')).length).toBe(1);
  });

  it('records that the trail was read, by whom and for what', async () => {
    await search('resourceType=nothing-like-that');
    const [read] = await search('action=audit_event.search');
    expect(read).toMatchObject({ risk: 'high', actor: { email: ADMIN.email }, details: { filter: { resourceType: 'nothing-like-that' } } });
  });

  it('filters by who, what, which, how and when', async () => {
    const all = await search('limit=1000');
    const same = async (query: string, fits: (event: Event) => boolean): Promise<void> => {
      // Searching adds an event of its own: only what was there before is compared.
      const newest = all[0]?.seq ?? 0;
      const found = (await search(`limit=1000&${query}`)).filter((each) => each.seq <= newest);
      expect(found.map((each) => each.id)).toEqual(all.filter(fits).map((each) => each.id));
      expect(found.length).toBeGreaterThan(0);
    };
    const someone = all.find((each) => each.actor.type === 'user')?.actor.id ?? '';
    const middle = all[Math.floor(all.length / 2)] as Event;
    const at = `${middle.time.slice(0, 23)}Z`;
    await same(`actor=${someone}`, (each) => each.actor.id === someone);
    await same('action=environment.create', (each) => each.action === 'environment.create');
    await same('resourceType=environment&outcome=denied', (each) => each.resource.type === 'environment' && each.outcome === 'denied');
    await same('resource=shop/nix', (each) => each.resource.id === 'shop/nix');
    await same('project=shop', (each) => each.resource.projectId === 'shop');
    await same('risk=high', (each) => each.risk === 'high');
    await same(`from=${at}`, (each) => each.time >= `${middle.time.slice(0, 23)}000Z`);
    await same(`to=${at}`, (each) => each.time < `${middle.time.slice(0, 23)}000Z`);
    const day = middle.time.slice(0, 10);
    await same(`from=${day}&to=${day}`, (each) => each.time.startsWith(day));
    await same(`from=${middle.time}`, (each) => each.time >= middle.time);
    const [nowhere] = await search(`to=2000-01-01&from=2000-01-01`);
    expect(nowhere).toBeUndefined();
    for (const query of ['from=2026-11-29T23:01:07', 'to=2026-11-29 23:01:07Z', 'from=2026-02-30', 'to=yesterday']) {
      const refused = await app.request('get', `/api/audit/events?${encodeURI(query)}`, app.admin).expect(400);
      expect(refused.body).toMatchObject({
        errors: [{ pointer: `?${query.split('=')[0] ?? ''}`, message: expect.stringContaining('with its offset') as string }],
      });
    }
    expect(await search('action=nothing.like_that')).toEqual([]);
  });

  it('pages by Link until the end, each event once, while new ones come in', async () => {
    const newest = (await search('limit=1'))[0]?.seq ?? 0;
    const seen: number[] = [];
    let next: string | undefined = '/api/audit/events?limit=7&outcome=success';
    let pages = 0;
    while (next !== undefined) {
      const response: Response = await app.request('get', next, app.admin).expect(200);
      seen.push(...(response.body as Event[]).map((each) => each.seq));
      next = /^<([^>]+)>; rel="next"$/u.exec(response.headers.link ?? '')?.[1];
      pages += 1;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    const all = (await search('limit=1000&outcome=success')).map((each) => each.seq);
    expect(seen.filter((seq) => seq <= newest)).toEqual(all.filter((seq) => seq <= newest));
  });

  it.each(['cursor=nonsense', 'cursor=WyJ4Il0', 'limit=0', 'limit=1001', 'limit=x', 'from=yesterday', 'outcome=maybe', 'risk=huge'])(
    'refuses ?%s',
    async (query) => {
      const refused = await app.request('get', `/api/audit/events?${query}`, app.admin).expect(400);
      expect((refused.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(`?${query.split('=')[0] ?? ''}`);
    },
  );

  it("keeps a tenant's trail from everyone else", async () => {
    const stranger = await app.strangerToken();
    const [ours] = await search('action=project.create');
    const theirs = await search('limit=1000', stranger);
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.map((each) => each.action)).not.toContain('project.create');
    expect(theirs.map((each) => each.id)).not.toContain(ours?.id);
    await app.request('get', `/api/audit/events/${ours?.id ?? ''}`, stranger).expect(404);
    // What a stranger tried to reach stands on the stranger's trail, not on ours.
    await app.request('get', `${environments}/spied`, stranger).expect(404);
    expect((await search('resource=shop/spied', stranger)).map((each) => each.outcome)).toEqual(['denied']);
    expect(await search('resource=shop/spied')).toEqual([]);
  });

  it('is for administrators', async () => {
    for (const role of ['user', 'prompt_consumer'] as const)
      await app.request('get', '/api/audit/events', await app.userToken(role)).expect(403);
    await app.request('get', '/api/audit/events', await app.userToken('tenant_admin')).expect(200);
    await app.request('get', '/api/audit/events').expect(401);
  });

  it('finds by words once the search worker has read them', async () => {
    await app.request('post', environments, app.admin).send({ name: 'Käsekuchen', description: 'sweet and round' }).expect(201);
    // A search is an event as well, and has the words that were searched for.
    const found = await until('the index', async () => (await search('q=k%C3%A4sekuchen%20ENVIRONMENT&action=environment.create')).at(0));
    expect(found).toMatchObject({ action: 'environment.create', changes: { name: { after: 'Käsekuchen' } } });
    expect(await search('q=k%C3%A4sekuchen%20savoury')).toEqual([]);
  });

  it('hands out the checkpoint and the key that signs it', async () => {
    const { text: note } = await app
      .request('get', '/api/audit/log/checkpoint', app.admin)
      .expect(200)
      .expect('content-type', /text\/plain/u);
    expect(note).toMatch(/^japm\.local\/audit\n[1-9]\d*\n[\w+/=]{44}\n\n— japm\.local\/audit \S+\n$/u);
    expect((await app.request('get', '/api/audit/log/key', app.admin).expect(200)).text).toMatch(
      /^japm\.local\/audit\+[0-9a-f]{8}\+\S+\n$/u,
    );
  });
});

describe('the audit trail while the log is behind', () => {
  it('says with every read that is built on the log how many events are missing', async () => {
    const app = await startTestingApp();
    const [event] = (await app.request('get', '/api/audit/events', app.admin).expect(200)).body as Event[];
    const one = `/api/audit/events/${event?.id ?? ''}`;
    for (const path of [one, '/api/audit/log/checkpoint'])
      expect((await app.request('get', path, app.admin).expect(200)).headers).not.toHaveProperty('warning');
    jest.spyOn(app.product.container.get(LogCatchUp), 'wait').mockResolvedValue(3);
    for (const path of [one, '/api/audit/log/checkpoint', '/api/audit/events'])
      expect((await app.request('get', path, app.admin).expect(200)).headers.warning).toBe('199 - "3 events are not in the log yet"');
    await app.stop();
  });
});

describe('the audit trail while no relay runs', () => {
  it('answers with a warning and the number of events that are missing', async () => {
    const app = await startTestingApp({ roles: 'api' as never, audit: { catchUpTimeoutMs: 50 } });
    const answer = await app.request('get', '/api/audit/events', app.admin).expect(200);
    expect(answer.headers.warning).toMatch(/^199 - "[1-9]\d* events are not in the log yet"$/u);
    expect(answer.body).toEqual([]);
    await app.request('get', '/api/audit/log/checkpoint', app.admin).expect(503);
    await app.stop();
  });
});
