import fc from 'fast-check';
import { AccessBuffer } from '#contexts/prompts/usage/application/access-buffer';
import { until } from '../until';
import { must, type ApiClient, type Schemas } from './client';
import { startTestingApp, type TestingApp } from './testing-app';

type Report = Schemas['UsageReportDto'];

/** One request of an application, and what it should count as. */
interface Sent {
  readonly kind: 'resolve' | 'template' | 'serve';
  readonly version: '1.0.0' | '2.0.0';
  readonly environment: boolean;
  readonly language: 'en-US' | 'fr-FR';
  readonly key: 0 | 1;
  readonly outcome: 'served' | 'notModified' | 'failed';
}

/** A lenient request does not fail, and only a template can be known to the client. */
const sent: fc.Arbitrary<Sent> = fc
  .record({
    kind: fc.constantFrom('resolve' as const, 'template' as const, 'serve' as const),
    environment: fc.boolean(),
    version: fc.constantFrom('1.0.0' as const, '2.0.0' as const),
    language: fc.constantFrom('en-US' as const, 'fr-FR' as const),
    key: fc.constantFrom(0 as const, 1 as const),
    odd: fc.boolean(),
  })
  .map(({ odd, ...each }) => {
    const outcome = !odd || each.kind === 'serve' ? 'served' : each.kind === 'template' ? 'notModified' : 'failed';
    return { ...each, version: each.environment ? '1.0.0' : each.version, outcome };
  });

describe('The usage report', () => {
  let app: TestingApp;
  const keys: string[] = [];
  const keyIds: string[] = [];

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.given.prompt('shop', { name: 'Mail', promptText: 'Dear {{who}}', languageCode: 'en-US' });
    const version = { versionTag: '2.0.0', promptText: 'Hello {{who}}', languageCode: 'en-US' };
    await app.given.version({ projectId: 'shop', promptId: 'mail' }, version);
    for (const tag of ['1.0.0', '2.0.0']) {
      const translation = { languageCode: 'fr-FR', promptText: 'Cher {{who}}' };
      await app.request('post', `/api/projects/shop/prompts/mail/versions/${tag}/translations`, app.admin).send(translation).expect(201);
    }
    const { id } = await app.given.environment('shop', 'production');
    await app.request('put', `/api/projects/shop/environments/${id}/pointers/mail`, app.admin).send({ versionTag: '1.0.0' }).expect(200);
    for (const name of ['first', 'second']) {
      const key = await app.given.apiKey({ name });
      keys.push(key.apiKey);
      keyIds.push(key.id);
    }
  });
  afterAll(() => app.stop());

  /** Everything that was counted is stored. */
  const flushed = () => until('the counts to be written', () => app.product.container.get(AccessBuffer).size === 0);
  const report = async (
    query: Record<string, string | number> = {},
    client: ApiClient = app.client(),
    promptId = 'mail',
  ): Promise<Report> =>
    must(
      await client.GET('/api/projects/{projectId}/prompts/{promptId}/usage', {
        params: { path: { projectId: 'shop', promptId }, query: query as never },
      }),
    );

  async function send({ kind, version, environment, language, key, outcome }: Sent): Promise<void> {
    const variables = outcome === 'failed' ? {} : { who: 'Bo' };
    const target: Record<string, string> = environment ? { environment: 'production' } : { version };
    const as = { 'x-api-key': keys[key] ?? '' };
    const path = '/api/projects/shop/prompts/mail/resolve';
    if (kind === 'resolve') {
      const status = outcome === 'failed' ? 422 : 200;
      await app
        .request('post', path)
        .set(as)
        .send({ ...target, language, variables })
        .expect(status);
    } else if (kind === 'serve') {
      const tag = environment ? 'latest?environmentName=production' : version;
      const [where = '', query = ''] = tag.split('?');
      await app
        .request('post', `/api/serve-prompt/execute/shop/mail/${where}/lang/${language}?${query}`)
        .set(as)
        .send({ variables })
        .expect(201);
    } else {
      const query = new URLSearchParams({ ...target, language }).toString();
      const conditions = outcome === 'notModified' ? { 'if-none-match': '*' } : {};
      await app
        .request('get', `${path}?${query}`)
        .set({ ...as, ...conditions })
        .expect(outcome === 'notModified' ? 304 : 200);
    }
  }

  it('says exactly what was sent, by every group and with every filter', async () => {
    const requests = fc.sample(sent, { numRuns: 60, seed: Number(process.env.PROPERTY_SEED ?? 1) });
    for (const each of requests) await send(each);
    await send({ kind: 'resolve', version: '1.0.0', environment: false, language: 'en-US', key: 0, outcome: 'served' });
    await app
      .request('post', '/api/projects/shop/prompts/mail/resolve')
      .set('x-api-key', keys[0] ?? '')
      .send({ version: '9.9.9' })
      .expect(404);
    const all: Sent[] = [
      ...requests,
      { kind: 'resolve', version: '1.0.0', environment: false, language: 'en-US', key: 0, outcome: 'served' },
    ];
    await flushed();

    const count = (some: readonly Sent[]) => {
      const of = (outcome: Sent['outcome']): number => some.filter((each) => each.outcome === outcome).length;
      return { total: some.length, served: of('served'), notModified: of('notModified'), failed: of('failed') };
    };
    expect((await report()).totals).toEqual(count(all));

    const groups: Record<string, (bucket: Report['buckets'][number]) => (each: Sent) => boolean> = {
      version: (bucket) => (each) => each.version === bucket.versionTag,
      environment: (bucket) => (each) => each.environment === (bucket.environment?.name === 'production'),
      language: (bucket) => (each) => each.language === bucket.language,
      caller: (bucket) => (each) => keyIds[each.key] === bucket.caller?.id,
      kind: (bucket) => (each) => each.kind === bucket.kind,
      hour: () => () => true,
    };
    for (const [groupBy, belongs] of Object.entries(groups)) {
      const { buckets, totals } = await report({ groupBy });
      if (groupBy !== 'hour') for (const bucket of buckets) expect(bucket).toMatchObject(count(all.filter(belongs(bucket))));
      expect(buckets.reduce((sum, { total }) => sum + total, 0)).toBe(totals.total);
    }
    const both = await report({ groupBy: 'version,kind' });
    for (const bucket of both.buckets) {
      const belongs = all.filter((each) => each.version === bucket.versionTag && each.kind === bucket.kind);
      expect(bucket).toMatchObject(count(belongs));
    }
    const filters: [Record<string, string>, (each: Sent) => boolean][] = [
      [{ version: '2.0.0' }, ({ version }) => version === '2.0.0'],
      [{ environment: 'production' }, ({ environment }) => environment],
      [{ language: 'FR-fr' }, ({ language }) => language === 'fr-FR'],
      [{ caller: keyIds[1] ?? '' }, ({ key }) => key === 1],
      [{ kind: 'serve', version: '1.0.0' }, ({ kind, version }) => kind === 'serve' && version === '1.0.0'],
      [{ version: '7.7.7' }, () => false],
    ];
    for (const [query, belongs] of filters) expect((await report(query)).totals).toEqual(count(all.filter(belongs)));
  });

  it('counts a batch item by item, and a prompt in another one as used but not as accessed', async () => {
    await app.given.prompt('shop', { name: 'Outer', promptText: '{{prompt:inner}}', languageCode: 'en-US' });
    await app.given.prompt('shop', { name: 'Inner', promptText: 'core', languageCode: 'en-US' });
    const item = { projectId: 'shop', promptId: 'outer', version: '1.0.0' };
    const body = { items: [item, { ...item, promptId: 'nothing' }, item] };
    await app
      .request('post', '/api/resolve')
      .set('x-api-key', keys[0] ?? '')
      .send(body)
      .expect(200);
    await flushed();
    expect([(await report({}, app.client(), 'outer')).totals.total, (await report({}, app.client(), 'inner')).totals.total]).toEqual([
      2, 0,
    ]);
    const unused = await app.request('get', '/api/projects/shop/usage/unused-versions?days=1', app.admin).expect(200);
    expect((unused.body as { promptId: string }[]).map(({ promptId }) => promptId)).not.toContain('inner');
  });

  it('lists versions that nobody was given, with what still needs them, in pages', async () => {
    await app.given.prompt('shop', { name: 'Idle', promptText: 'never', languageCode: 'en-US' });
    await app.given.version({ projectId: 'shop', promptId: 'idle' }, { versionTag: '1.1.0', promptText: 'draft', languageCode: 'en-US' });
    const { id } = await app.given.environment('shop', 'staging');
    await app.request('put', `/api/projects/shop/environments/${id}/pointers/idle`, app.admin).send({ versionTag: '1.0.0' }).expect(200);
    const path = '/api/projects/shop/usage/unused-versions';
    const list = await app.request('get', `${path}?days=1&limit=1`, app.admin).expect(200);
    expect(list.body).toEqual([
      expect.objectContaining({
        ...{ promptId: 'idle', versionTag: '1.0.0', status: 'active', active: true, lastUsedAt: null },
        environments: [{ id, name: 'staging' }],
      }),
    ]);
    const [next = ''] = /(?<=<)[^>]+/u.exec(String(list.headers.link)) ?? [];
    const rest = await app.request('get', next, app.admin).expect(200);
    expect(rest.body).toEqual([expect.objectContaining({ versionTag: '1.1.0', active: false, environments: [] })]);
    expect((await app.request('get', `${path}?status=active`, app.admin).expect(200)).body).toHaveLength(1);
    await app.request('get', `${path}?days=0`, app.admin).expect(400);
    await app.request('get', `/api/projects/nowhere/usage/unused-versions`, app.admin).expect(404);
  });

  it('shows callers only to themselves and to administrators', async () => {
    const viewer = app.client(await app.userToken('user'));
    const { buckets, totals } = await report({ groupBy: 'caller' }, viewer);
    expect(buckets).toEqual([{ caller: null, ...totals }]);
    expect((await report({ caller: keyIds[0] ?? '' }, viewer)).totals.total).toBe(0);
    const seen = await report({ groupBy: 'caller' });
    expect(seen.buckets.map(({ caller }) => caller?.name).toSorted()).toEqual(['first', 'second']);
    expect(seen.buckets.every(({ caller }) => caller?.type === 'api_key' && caller.prefix !== null)).toBe(true);
  });

  it('comes in pages, and refuses what it cannot show', async () => {
    const path = '/api/projects/shop/prompts/mail/usage';
    const first = await app.request('get', `${path}?groupBy=version,kind&limit=4`, app.admin).expect(200);
    const [next = ''] = /(?<=<)[^>]+/u.exec(String(first.headers.link)) ?? [];
    const second = await app.request('get', next, app.admin).expect(200);
    const buckets = [first, second].flatMap(({ body }) => (body as Report).buckets);
    expect(buckets).toEqual((await report({ groupBy: 'version,kind' })).buckets);
    const codes: Record<string, string> = {
      'groupBy=hour,day': 'prompts.usage_group_invalid',
      'groupBy=color': 'prompts.usage_group_invalid',
      'from=2026-01-02&to=2026-01-01': 'prompts.usage_range_invalid',
      'from=2000-01-01': 'prompts.usage_range_invalid',
      'from=2026-01-01T00:00:00': 'request.invalid',
      'kind=look': 'request.invalid',
    };
    for (const [query, code] of Object.entries(codes)) {
      const refused = await app.request('get', `${path}?${query}`, app.admin).expect(400);
      expect([query, (refused.body as { code: string }).code]).toEqual([query, code]);
    }
  });

  it('is not there for another tenant, and goes with its prompt', async () => {
    const path = '/api/projects/shop/prompts/mail/usage';
    await app.request('get', path, await app.strangerToken()).expect(404);
    await app.request('get', path, await app.userToken('prompt_consumer')).expect(403);
    await app.request('delete', '/api/projects/shop/prompts/outer', app.admin).expect(200);
    await app.given.prompt('shop', { name: 'Outer', promptText: 'again', languageCode: 'en-US' });
    expect((await report({}, app.client(), 'outer')).totals.total).toBe(0);
  });
});
