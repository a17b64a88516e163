import { Turns } from '#platform/persistence/turns';
import { until } from '../../until';
import { startTestingApp, type TestingApp } from '../testing-app';

const TEXT = 'y'.repeat(500_000);
const VERSIONS = 4;
/** Of one list, at least. */
const LIST_BYTES = VERSIONS * TEXT.length;
const MOST_BYTES = 2.5 * LIST_BYTES;

describe('long responses of many requests at once', () => {
  let app: TestingApp;
  const prompt = '/api/projects/long/prompts/mail';

  beforeAll(async () => {
    app = await startTestingApp({ server: { responsesLimitBytes: MOST_BYTES } });
    await app.given.project('Long');
    await app.request('post', '/api/projects/long/prompts', app.admin).send({ name: 'Mail', promptText: 'x' }).expect(201);
    for (let patch = 1; patch <= VERSIONS; patch += 1)
      await app
        .request('post', `${prompt}/versions`, app.admin)
        .send({ versionTag: `1.0.${patch}`, promptText: TEXT, languageCode: 'en' })
        .expect(201);
  }, 60_000);
  afterAll(() => app.stop());

  /** The most bytes that were held at once. None are given back before all requests have asked: those that are let in overlap. */
  async function heldBy(requests: number, path: string): Promise<number> {
    const { acquire } = Turns.prototype;
    let [held, most, asked] = [0, 0, 0];
    const allHaveAsked = (): Promise<unknown> => until('every request', () => asked === requests);
    const spy = jest.spyOn(Turns.prototype, 'acquire').mockImplementation(async function (this: Turns, patienceMs, weight = 1) {
      if (weight < LIST_BYTES) return acquire.call(this, patienceMs, weight);
      asked += 1;
      const end = await acquire.call(this, patienceMs, weight);
      if (end === null) return end;
      held += weight;
      most = Math.max(most, held);
      return () => {
        void allHaveAsked().then(() => {
          held -= weight;
          end();
        });
      };
    });
    await Promise.all(Array.from({ length: requests }, () => app.request('get', path, app.admin).expect(200)));
    spy.mockRestore();
    await until('the end of every response', () => held === 0);
    return most;
  }

  it.each([
    ['lists', `${prompt}/versions`],
    ['pages', `${prompt}/versions?limit=100`],
    ['details', prompt],
  ])('%s wait for each other and hold no more bytes together than is configured', async (_what, path) => {
    const most = await heldBy(8, path);
    expect(most).toBeGreaterThanOrEqual(LIST_BYTES);
    expect(most).toBeLessThanOrEqual(MOST_BYTES);
  });
});
