import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, once, OPERATIONS, queryOf, type Operation } from './operations';
import { askOf, good, PASSWORD, Place, referring } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

const CREATING = OPERATIONS.filter(({ headers }) => headers.includes('Idempotency-Key'));
const CHANGES = OPERATIONS.filter(({ headers }) => headers.includes('If-Match'));
const named = (operations: readonly Operation[]): (readonly [string, Operation])[] =>
  operations.map((operation) => [operation.id, operation] as const);

/** Two requests that both look before either of them acts: what only one may do is done once. */
describe('the walk of two requests at once', () => {
  let app: TestingApp;
  const members = new Map<string, string>();

  const ask = askOf(() => app);

  async function pathOf(operation: Operation, place: Place): Promise<string> {
    const values: string[] = [];
    for (const parameter of operation.parameters) values.push(await place.value(parameter));
    return `${addressed(operation, values)}${queryOf(operation)}`;
  }

  beforeAll(async () => {
    app = await startTestingApp();
    const someone = { email: `member${once()}@japm.test`, password: PASSWORD };
    members.set((await good(app, 'post', '/api/users', app.admin, someone)).id, 'viewer');
  }, 30_000);
  afterAll(() => app.stop());

  it.each(named(CREATING))('%s makes nothing twice that a later request may not make again', async (_id, operation) => {
    const place = new Place(app, app.admin, app.admin);
    const path = await pathOf(operation, place);
    const body = await referring(bodyOf(operation), place);
    const both = await Promise.all([ask('post', path, {}, body), ask('post', path, {}, body)]);
    const later = await ask('post', path, {}, body);
    const statuses = both.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses[0]).toBeLessThan(300);
    if (later.status < 300) expect(statuses[1]).toBeLessThan(300);
    else expect(statuses[1]).toBe(later.status);
  });

  it.each(named(CREATING))('%s with one Idempotency-Key takes effect once', async (_id, operation) => {
    const place = new Place(app, app.admin, app.admin);
    const path = await pathOf(operation, place);
    const body = await referring(bodyOf(operation), place);
    const key = { 'idempotency-key': `twice-${once()}` };
    const both = await Promise.all([ask('post', path, key, body), ask('post', path, key, body)]);
    const done = both.filter(({ status, headers }) => status < 300 && headers['idempotency-replayed'] === undefined);
    expect(done).toHaveLength(1);
  });

  it.each(named(CHANGES))('%s with one If-Match takes effect once', async (_id, operation) => {
    const place = new Place(app, app.admin, app.admin, operation.path.includes('/members/') ? members : new Map());
    const path = await pathOf(operation, place);
    const read = OPERATIONS.find(
      ({ method, path: at, headers }) =>
        method === 'get' &&
        headers.includes('If-None-Match') &&
        (at === operation.path || `${at}/` === operation.path.replace(/[^/]+$/u, '')),
    );
    const state = await ask('get', read?.path === operation.path ? path : path.slice(0, path.lastIndexOf('/')));
    const condition = { 'if-match': state.headers.etag ?? '' };
    const both = await Promise.all([1, 2].map(() => ask(operation.method, path, condition, bodyOf(operation))));
    const changed = both.filter(({ status, headers }) => status < 300 && headers.etag !== state.headers.etag);
    // One that changes nothing, or may not be done yet, has no effect at all.
    expect(changed.length).toBeLessThanOrEqual(1);
    const [first, second] = both.map(({ status }) => status).toSorted((a, b) => a - b);
    if (changed.length === 1 && first !== second) expect([404, 409, 412]).toContain(second);
  });
});
