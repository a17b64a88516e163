import type { Database } from '#platform/persistence/database';
import { meterReads } from '../read-meter';
import { TurnMeter } from '../turn-meter';
import { until } from '../until';
import { startTestingApp, type TestingApp } from './testing-app';

const ASSETS = 900;
const TRANSLATIONS = 199;
/** An INSERT of a hundred rows, and what stands beside it. */
const MAX_PARAMETERS = 2500;
/** Of one statement about each of the assets, or two. */
const MAX_ROWS = 2 * ASSETS + 100;

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const language = (n: number): string => `fr-${String.fromCharCode(65 + Math.floor(n / 26))}${String.fromCharCode(65 + (n % 26))}`;

/** SQLite answers at once and `await` alone lets nothing else run: what a request does must be divided by itself. */
describe('a request that is much work', () => {
  let app: TestingApp;
  const prompts = '/api/projects/much/prompts';

  beforeAll(async () => {
    // The relay and the worker have bounds and tests of their own.
    app = await startTestingApp({ roles: 'api' as never });
    await app.request('post', '/api/projects', app.admin).send({ name: 'Much' }).expect(201);
  }, 60_000);
  afterAll(() => app.stop());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const changes = (all: readonly object[]) =>
    app.request('post', '/api/projects/much/changes', app.admin).send({ changes: all }).expect(200);
  const asset = (prompt: string, body: object): object => ({ action: 'create', resource: 'asset', prompt, body });

  function meterParameters({ writer }: Database): TurnMeter {
    const meter = new TurnMeter();
    const runner = writer.createQueryRunner();
    const query = runner.query.bind(runner);
    jest.spyOn(runner, 'query').mockImplementation(((sql: string, values: unknown[] | undefined, structured: boolean) => {
      meter.count(values?.length ?? 0);
      return query(sql, values, structured as never);
    }) as typeof query);
    return meter;
  }

  it('writes a bounded number of values in each turn of the event loop: assets with translations', async () => {
    await app.request('post', prompts, app.admin).send({ name: 'Written', promptText: 'x' }).expect(201);
    const initialTranslations = range(TRANSLATIONS).map((n) => ({ languageCode: language(n), value: `{{asset:a${n}}} {{asset:b${n}}}` }));
    const meter = meterParameters(app.product.database);
    await changes(range(6).map((n) => asset('written', { key: `k${n}`, name: 'K', initialValue: 'x', initialTranslations })));
    meter.stop();
    expect(meter.total).toBeGreaterThan(6 * TRANSLATIONS * 10);
    expect(meter.most).toBeLessThanOrEqual(MAX_PARAMETERS);
  }, 60_000);

  it('reads a bounded number of rows in each turn: a text with many assets', async () => {
    const promptText = range(ASSETS)
      .map((n) => `{{asset:r${n}}}`)
      .join(' ');
    await app.request('post', prompts, app.admin).send({ name: 'Read', promptText }).expect(201);
    for (const half of [0, ASSETS / 2])
      await changes(range(ASSETS / 2).map((n) => asset('read', { key: `r${half + n}`, name: 'R', initialValue: `part ${half + n}` })));
    const meter = meterReads(app.product.database);
    const answer = await app.request('post', `${prompts}/read/resolve`, app.admin).send({ version: '1.0.0' }).expect(200);
    meter.stop();
    expect((answer.body as { text: string }).text).toBe(
      range(ASSETS)
        .map((n) => `part ${n}`)
        .join(' '),
    );
    expect(meter.mostRows).toBeGreaterThanOrEqual(ASSETS);
    expect(meter.mostRows).toBeLessThanOrEqual(MAX_ROWS);
  }, 60_000);

  it('reads as much of the past as of the present, however often a version changed and however much an environment points at', async () => {
    const at = `${prompts}/past`;
    await app.given.environment('much', 'production');
    await app.given.prompt('much', { name: 'Past', promptText: 'then', languageCode: 'en-US' });
    const variables = range(300).map((n) => ({ name: `v${n}`, description: 'd'.repeat(400) }));
    const draft = { versionTag: '2.0.0', promptText: 'x', languageCode: 'en-US', variables };
    await app.given.version({ projectId: 'much', promptId: 'past' }, draft);
    const point = (prompt: string) =>
      app.call('put', `/api/projects/much/environments/production/pointers/${prompt}`, { versionTag: '1.0.0' });
    await point('past').expect(200);
    for (const n of range(30)) {
      await app.given.prompt('much', { name: `Beside ${n}`, promptText: 'x', languageCode: 'en-US' });
      await point(`beside-${n}`).expect(200);
    }
    const time = Date.now();
    await until('the time to be over', () => Date.now() > time);
    for (const n of range(12)) await app.call('patch', `${at}/versions/2.0.0`, { promptText: `x${n}` }).expect(200);
    for (const which of ['version=latest', 'version=1.0.0', 'environment=production']) {
      const meter = meterReads(app.product.database);
      const answer = await app.request('get', `${at}/resolve?${which}&asOf=${new Date(time).toISOString()}`, app.admin).expect(200);
      meter.stop();
      expect(answer.body).toMatchObject({ version: '1.0.0', template: [{ kind: 'text', text: 'then' }] });
      expect(meter.total).toBeLessThan(100_000);
      expect(meter.mostRows).toBeLessThan(25);
    }
  }, 60_000);
});
