import fc from 'fast-check';
import type { AuditFact } from '#shared/audit';
import { activityKindOf } from '#contexts/audit/dashboard/domain/activity';
import { auditFact } from '#shared/audit-fact';
import { auditRules } from '#shared/audit';
import { PLATFORM_TENANT_ID, systemActor } from '#shared/actor';
import { Outbox } from '#shared/outbox.port';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { until } from '../until';
import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Stats = Readonly<Record<string, number>>;

const PROJECTS = ['north', 'south'];
const PROMPTS = ['mail', 'note'];
const KEYS = ['sign', 'head'];
const [EXECUTION] = [auditRules('execution', { run: 'low' })];
const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** A request, of which the server may refuse any: few names, so that requests meet each other. */
type Step = readonly [method: Method, path: string, body?: object];
const inProject = (steps: (path: string) => fc.Arbitrary<Step>): fc.Arbitrary<Step> =>
  pick(PROJECTS).chain((slug) => steps(`/api/projects/${slug}`));
const structure = (name: string, keys: readonly string[]): object => ({
  prompt: { name },
  version: { promptText: 'Dear', assets: [], translations: [{ languageCode: 'fr', promptText: 'Cher' }] },
  assets: keys.map((key) => ({ key, value: 'x' })),
  tags: ['loaded'],
});
const document = (name: string, enabled: boolean): object => ({
  prompt: { name, type: 'USER' },
  versions: [{ versionTag: '1.0.0', promptText: 'Dear', languageCode: 'en-US' }],
  assets: KEYS.map((key) => ({ key, name: key, enabled, versions: [{ versionTag: 'v1', value: 'x', languageCode: 'en' }] })),
});

const promptSteps = (path: string): fc.Arbitrary<Step> =>
  fc.oneof(
    pick(PROMPTS).map((name): Step => ['post', `${path}/prompts`, { name, promptText: 'Hi' }]),
    pick(PROMPTS).map((name): Step => ['delete', `${path}/prompts/${name}`]),
    fc
      .tuple(pick(PROMPTS), pick(KEYS))
      .map(([name, key]): Step => ['post', `${path}/prompts/${name}/assets`, { key, name: key, initialValue: 'x' }]),
    fc
      .tuple(pick(PROMPTS), pick(KEYS), fc.boolean())
      .map(([name, key, enabled]): Step => ['patch', `${path}/prompts/${name}/assets/${key}`, { enabled }]),
    fc.tuple(pick(PROMPTS), pick(KEYS)).map(([name, key]): Step => ['delete', `${path}/prompts/${name}/assets/${key}`]),
    fc
      .tuple(pick(PROMPTS), fc.subarray(KEYS))
      .map(([name, keys]): Step => ['post', `${path}/prompts/load-structure`, structure(name, keys)]),
    fc
      .tuple(pick(PROMPTS), fc.boolean())
      .map(([name, enabled]): Step => ['put', `${path}/prompts/${name}/document`, document(name, enabled)]),
    pick(PROMPTS).map((name): Step => ['post', `${path}/prompts/${name}/backup`, {}]),
  );

const catalogSteps = (path: string): fc.Arbitrary<Step> =>
  fc.oneof(
    pick(['es-MX', 'fr-FR']).map((languageCode): Step => ['post', `${path}/regions`, { languageCode, name: languageCode }]),
    pick(['es-MX', 'fr-FR']).map((languageCode): Step => ['delete', `${path}/regions/${languageCode}`]),
    fc.tuple(pick(KEYS), pick(['es-MX', 'fr-FR'])).map(([key, regionId]): Step => ['post', `${path}/cultural-data`, { key, regionId }]),
    pick(KEYS).map((key): Step => ['delete', `${path}/cultural-data/${key}`]),
    pick(['gpt', 'claude']).map((name): Step => ['post', `${path}/aimodels`, { name }]),
    pick(KEYS).map((key): Step => [
      'post',
      `${path}/changes`,
      {
        changes: [
          { action: 'create', resource: 'region', body: { languageCode: 'de-DE', name: 'Germany' } },
          { action: 'create', resource: 'cultural-data', body: { key: `set-${key}`, regionId: 'de-DE' } },
          { action: 'create', resource: 'tag', body: { name: key } },
        ],
      },
    ]),
    pick(['Same', 'Other']).map((description): Step => ['patch', path, { description }]),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: inProject(promptSteps) },
  { weight: 5, arbitrary: inProject(catalogSteps) },
  { weight: 2, arbitrary: pick(PROJECTS).map((name): Step => ['post', '/api/projects', { name }]) },
  { weight: 1, arbitrary: pick(PROJECTS).map((name): Step => ['delete', `/api/projects/${name}`]) },
  { weight: 1, arbitrary: inProject((path) => fc.constant<Step>(['delete', `${path}/aimodels/first`])) },
  { weight: 1, arbitrary: pick(PROJECTS).map((slug): Step => ['post', 'execution', { slug }]) },
);

describe('the numbers of the dashboard', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  const read = async <T>(path: string): Promise<T> => (await app.request('get', `/api/dashboard/${path}`, app.admin).expect(200)).body as T;
  const rows = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> => app.product.database.reader.query<T[]>(sql, parameters);

  /** What the use cases of executions tell the log. */
  const execute = (slug: string): Promise<void> => {
    const { container } = app.product;
    const fact: AuditFact = auditFact({ rule: EXECUTION.run, actor: systemActor('test'), project: slug, path: ['mail'] });
    return container.get(UnitOfWork).run(() => {
      container.get(Outbox).append(fact);
      container.get(Outbox).append({ ...fact, outcome: 'failed' });
      return Promise.resolve();
    });
  };

  async function take([method, path, body]: Step): Promise<void> {
    if (path === 'execution') {
      const { slug } = body as { slug: string };
      const { status } = await app.request('get', `/api/projects/${slug}`, app.admin);
      return status === 200 ? execute(slug) : undefined;
    }
    let url = path;
    if (path.endsWith('/aimodels/first')) {
      const list = path.slice(0, -'/first'.length);
      const { body: models } = (await app.request('get', list, app.admin)) as { body: { id: string }[] };
      url = `${list}/${Array.isArray(models) ? (models[0]?.id ?? 'none') : 'none'}`;
    }
    const { status, text } = await app.request(method, url, app.admin).send(body);
    if (status >= 500) throw new Error(`${method} ${url}: ${text}`);
  }

  /** The same numbers, counted in the tables of what they are about. */
  async function recount(slug: string | null): Promise<Stats> {
    const of =
      slug === null ? '' : ` AND project_id IN (SELECT id FROM catalog_project WHERE tenant_id = prompts.tenant_id AND slug = '${slug}')`;
    const count = async (table: string, more = ''): Promise<number> => {
      const [row] = await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} prompts WHERE tenant_id = ?${more}`, [
        PLATFORM_TENANT_ID,
      ]);
      return row?.n ?? NaN;
    };
    return {
      activeProjects: await count('catalog_project'),
      activeUsers: await count('identity_user'),
      activeModels: await count('catalog_ai_model', of),
      activeAssets: await count('prompts_asset', ` AND enabled${of}`),
      activePrompts: await count('prompts_prompt', of),
      configuredRegions: await count('catalog_region', of),
      culturalDataEntries: await count('catalog_cultural_data', of),
    };
  }

  /** Everything that succeeded in a project, from the log. */
  async function logged(): Promise<string[]> {
    const events = await rows<{ event_id: string; canonical: ArrayBuffer }>(
      "SELECT event_id, canonical FROM audit_log WHERE project_id IS NOT NULL AND outcome = 'success' ORDER BY seq DESC",
    );
    return events
      .filter(({ canonical }) => activityKindOf(JSON.parse(Buffer.from(canonical).toString('utf8')) as never))
      .map((each) => each.event_id);
  }

  async function listed(): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const page = await read<{ id: string }[]>(`activity?limit=100&offset=${ids.length}`);
      ids.push(...page.map(({ id }) => id));
      if (page.length < 100) return ids;
    }
  }

  async function isEqual(): Promise<void> {
    for (const slug of [null, ...PROJECTS]) {
      const { executedPrompts: _executed, ...shown } = await read<Stats>(slug === null ? 'stats' : `stats?projectId=${slug}`);
      expect({ slug, ...shown }).toEqual({ slug, ...(await recount(slug)) });
    }
    const [executed] = await rows<{ n: number }>(
      "SELECT COUNT(*) AS n FROM audit_log WHERE action = 'execution.run' AND outcome = 'success'",
    );
    expect((await read<Stats>('stats')).executedPrompts).toBe(executed?.n);
    expect(await listed()).toEqual(await logged());
  }

  async function rebuild(): Promise<void> {
    await app.request('post', '/api/dashboard/rebuild', app.admin).expect(202);
    await until('the end of the rebuild', async () => !(await read<{ isRunning: boolean }>('rebuild')).isRunning);
  }

  it('are those of the tables after any requests, and each success is one activity', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80 }), async (steps) => {
        for (const each of steps) await take(each);
        await isEqual();
      }),
      { numRuns: 4, endOnFailure: true },
    );
  }, 120_000);

  it('are the same after a rebuild, which goes on while requests change them', async () => {
    await rebuild();
    await isEqual();
    const steps = fc.sample(step, 30);
    const going = app.request('post', '/api/dashboard/rebuild', app.admin).expect(202);
    for (const each of steps) await take(each);
    await going;
    await until('the end of the second rebuild', async () => !(await read<{ isRunning: boolean }>('rebuild')).isRunning);
    await isEqual();
  }, 120_000);
});
