import { openApiDocument } from '../openapi-document';
import { startTestingApp, type TestingApp } from './testing-app';

interface Documented {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly asksForBody: boolean;
  readonly statuses: readonly number[];
}

const OPERATIONS = Object.entries(openApiDocument().paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]): Documented => ({
    method: method as Documented['method'],
    path: path.replaceAll(/[{}]/gu, ''),
    asksForBody: 'requestBody' in operation,
    statuses: Object.keys(operation.responses).map(Number),
  })),
);
const kindOf = ({ method, asksForBody }: Documented): string => `${method}${asksForBody ? ' with a body' : ''}`;
const OF_EACH_KIND = [...new Map(OPERATIONS.map((each) => [kindOf(each), each])).values()];
const MEAN_THEIR_BODY = ['post', 'put', 'patch'];

describe('a body that cannot be taken', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());

  async function isAnswered({ method, path, statuses }: Documented, type: string, body: string, status: number): Promise<void> {
    const answer = await app.request(method, path).type(type).send(body);
    expect([method, path, answer.status]).toEqual([method, path, status]);
    expect([method, path, statuses]).toEqual([method, path, expect.arrayContaining([status])]);
  }

  it('may be sent with every method, also where none is asked for', () => {
    const kinds = ['delete', 'get', 'patch with a body', 'post', 'post with a body', 'put', 'put with a body'];
    expect(OF_EACH_KIND.map(kindOf).toSorted()).toEqual(kinds);
  });

  it.each([
    ['that is no JSON', 'application/json', '{', 400],
    ['in another charset', 'application/json; charset=latin1', '{}', 415],
    ['that is too large', 'application/json', JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }), 413],
  ])('is answered as the document says: one %s', async (_what, type, body, status) => {
    for (const each of OF_EACH_KIND) await isAnswered(each, type, body, status);
  });

  it('is answered as the document says: one in another format, sent in vain', async () => {
    const inVain = OPERATIONS.filter(({ method, asksForBody }) => MEAN_THEIR_BODY.includes(method) && !asksForBody);
    expect(inVain.length).toBeGreaterThan(10);
    for (const each of inVain) await isAnswered(each, 'text', 'now', 415);
  });
});
