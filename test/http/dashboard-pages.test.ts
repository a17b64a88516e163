import fc from 'fast-check';
import { meterReads } from '../read-meter';
import { startTestingApp, type TestingApp } from './testing-app';
import { once } from './walks/operations';
import { Statements } from './walks/statements';

const ACTIVITIES = 60;
/** An event has up to 64 KiB. */
const LONG_BYTES = 60_000;
/** What a slice of long rows has, and what short columns and other statements of the same turn give. */
const MOST_BYTES_PER_TURN = 1024 * 1024;

/** The pages of the dashboard have a limit and an offset, and no whole: they keep the other promises of every list. */
describe.each(['recent-activity', 'activity'])('pages of the dashboard (%s)', (route) => {
  let app: TestingApp;
  let statements: Statements;

  beforeAll(async () => {
    app = await startTestingApp({ auth: { principalCacheMs: 0 } });
    statements = new Statements(app);
    await app.given.project('Shop');
    for (let tag = 1; tag < ACTIVITIES; tag += 1)
      await app
        .request('post', '/api/projects/shop/tags', app.admin)
        .send({ name: `t${tag}` })
        .expect(201);
  }, 60_000);
  afterAll(() => app.stop());

  const page = async (limit: number, offset: number): Promise<{ rows: readonly object[]; statements: readonly string[] }> => {
    const requestId = `page-${once()}`;
    const path = `/api/dashboard/${route}?limit=${limit}&offset=${offset}`;
    const { body } = (await app.request('get', path, app.admin).set('x-request-id', requestId).expect(200)) as { body: object[] };
    return { rows: body, statements: statements.of(requestId) };
  };

  it('are read in as many statements, however many activities they have', async () => {
    // The first request waits for the dashboard to have every event, and looks several times.
    await page(1, 0);
    const [short, long] = [await page(1, 0), await page(50, 0)];
    expect([short.rows.length, long.rows.length]).toEqual([1, 50]);
    expect(long.statements).toHaveLength(short.statements.length);
  });

  it('show every activity once and in order, whatever their limit', async () => {
    const { rows: whole } = await page(100, 0);
    const paged = fc.asyncProperty(fc.integer({ min: 7, max: 100 }), async (limit) => {
      const seen: object[] = [];
      for (let offset = 0; offset <= whole.length; offset += limit) seen.push(...(await page(limit, offset)).rows);
      expect(seen).toEqual(whole);
    });
    await fc.assert(paged, { numRuns: 4 });
  });

  it('read a bounded number of bytes in each turn of the event loop, however long the events are', async () => {
    const longer = `json_set(CAST(canonical AS TEXT), '$.details', json_object('walk', printf('%.*c', ${LONG_BYTES}, 'y')))`;
    await app.change(`UPDATE audit_log SET canonical = CAST(${longer} AS BLOB)`);
    const meter = meterReads(app.product.database);
    const { rows } = await page(100, 0);
    meter.stop();
    expect(rows).toHaveLength(ACTIVITIES);
    expect(meter.total).toBeGreaterThan(ACTIVITIES * LONG_BYTES);
    expect(meter.most).toBeLessThanOrEqual(MOST_BYTES_PER_TURN);
  });
});
