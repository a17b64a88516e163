import { startTestingApp, type TestingApp } from '../testing-app';
import { ADDRESSING, expectedTrace, StrangerWalk } from './stranger-walk';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

// A principal from the cache would be a look-up less, by chance.
const WITHOUT_CACHE = { principalCacheMs: 0 };

describe('the walk of every operation with the ids of another tenant', () => {
  let app: TestingApp;
  let walk: StrangerWalk;

  beforeAll(async () => {
    app = await startTestingApp({ auth: WITHOUT_CACHE });
    walk = new StrangerWalk(app);
  });
  afterAll(() => app.stop());

  it.each(ADDRESSING.map((operation) => [operation.id, operation] as const))('%s tells nothing', async (_id, operation) => {
    for (const { from, foreign, missing } of await walk.compare(operation)) {
      expect({ from, ...foreign }).toEqual({ from, ...missing });
      expect(foreign).toMatchObject(expectedTrace(operation, from));
      expect(foreign.statements).toBeGreaterThan(0);
    }
  });
});
