import { meterReads } from '../../read-meter';
import { startTestingApp, type TestingApp } from '../testing-app';
import { Place } from '../walks/place';
import { LISTS, rowList } from './rows';

const ROWS = 12;
const LONG_BYTES = 150_000;
/** Of long texts 512 KiB, or one row (several of its texts are long), and what short columns and other statements of the same turn give. */
const MOST_BYTES_PER_TURN = 1024 * 1024;
/** Every text whose length nothing bounds, and that is no JSON. */
const TEXT_TYPES: ReadonlySet<unknown> = new Set(['text', 'mediumtext']);

/** Whatever text of its rows is long: a list reads it in slices, and where it is too long it reads none. */
describe('a list of long rows', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp({ auth: { principalCacheMs: 0 }, server: { listLimitBytes: 6 * ROWS * LONG_BYTES } });
  }, 60_000);
  afterAll(() => app.stop());

  /** Makes every text of every row long that the product stores as it is. */
  async function lengthen(): Promise<void> {
    const { writer } = app.product.database;
    for (const { tableName, columns } of writer.entityMetadatas) {
      if (tableName.startsWith('audit')) continue;
      const texts = columns.filter((each) => TEXT_TYPES.has(each.type) && !each.transformer).map(({ databaseName }) => databaseName);
      if (texts.length === 0) continue;
      const longer = texts.map(
        (each) => `${each} = CASE WHEN COALESCE(LENGTH(${each}), 0) < 1000 THEN printf('%.*c', ${LONG_BYTES}, 'y') ELSE ${each} END`,
      );
      await app.change(`UPDATE ${tableName} SET ${longer.join(', ')}`);
    }
  }

  it.each(LISTS.map((operation) => [operation.id, operation] as const))(
    '%s reads a bounded number of bytes in each turn of the event loop',
    async (_id, operation) => {
      const list = await rowList(operation, new Place(app, app.admin, app.admin));
      await list.add(ROWS);
      await lengthen();
      for (const query of ['', '?limit=500']) {
        const meter = meterReads(app.product.database);
        const { status, body } = (await app.request('get', `${list.path}${query}`, app.admin)) as { status: number; body: unknown };
        meter.stop();
        if (status !== 200) expect({ status, body }).toMatchObject({ status: 400, body: { code: 'request.list_too_long' } });
        expect(meter.most).toBeLessThanOrEqual(MOST_BYTES_PER_TURN);
      }
    },
    60_000,
  );
});
