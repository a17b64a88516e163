import fc from 'fast-check';
import { startTestingApp, type TestingApp } from '../testing-app';
import { once, type Operation } from '../walks/operations';
import { Place } from '../walks/place';
import { Statements } from '../walks/statements';
import { LISTS, rowList, type RowList } from './rows';

/** Lists of the tenant come first: each list of a project adds a project, and many rows are read in several statements. */
const isOfProject = ({ path }: Operation): number => Number(path.includes('{') || path.startsWith('/api/marketplace/'));
const every = [...LISTS].sort((a, b) => isOfProject(a) - isOfProject(b)).map((operation) => [operation.id, operation] as const);

describe('every list', () => {
  let app: TestingApp;
  let statements: Statements;

  beforeAll(async () => {
    // A principal from the cache would be a look-up less, by chance.
    app = await startTestingApp({ auth: { principalCacheMs: 0 } });
    statements = new Statements(app);
  }, 60_000);
  afterAll(() => app.stop());

  const ask = async (path: string): Promise<{ rows: readonly object[]; next: string | undefined; statements: readonly string[] }> => {
    const requestId = `list-${once()}`;
    const answer = await app.request('get', path, app.admin).set('x-request-id', requestId).expect(200);
    const next = /<([^>]+)>; rel="next"/u.exec(answer.headers.link ?? '')?.[1];
    return { rows: answer.body as object[], next, statements: statements.of(requestId) };
  };

  it.each(every)(
    '%s makes as many statements for twelve rows as for one, and pages show what the whole shows',
    async (_id, operation) => {
      const list = await rowList(operation, new Place(app, app.admin, app.admin));
      await list.add(1);
      const first = await ask(list.path);
      await list.add(11);
      const all = await ask(list.path);
      expect(all.rows.length).toBe(first.rows.length + 11);
      expect(all.statements).toHaveLength(first.statements.length);
      expect(all.next).toBeUndefined();
      const short = await ask(`${list.path}?limit=2`);
      const long = await ask(`${list.path}?limit=11`);
      expect(long.statements).toHaveLength(short.statements.length);
      await pagesShowAll(operation, list);
    },
    60_000,
  );

  async function pagesShowAll({ sorts }: Operation, list: RowList): Promise<void> {
    const whole = new Map<string, readonly object[]>();
    for (const sort of sorts) whole.set(sort, (await ask(`${list.path}?sort=${sort}`)).rows);
    for (const [sort, rows] of whole) if (!sort.startsWith('-')) expect(whole.get(`-${sort}`)).toEqual(rows.toReversed());
    const paged = fc.asyncProperty(fc.constantFrom(...sorts), fc.integer({ min: 1, max: 30 }), async (sort, limit) => {
      const seen: object[] = [];
      let next: string | undefined = `${list.path}?sort=${sort}&limit=${limit}`;
      while (next !== undefined) {
        const page = await ask(next);
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        seen.push(...page.rows);
        next = page.next;
      }
      expect(seen).toEqual(whole.get(sort));
    });
    await fc.assert(paged, { numRuns: 4 });
  }
});
