import type { Response } from 'supertest';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, answerMembers, bodyOf, once, OPERATIONS, queryOf, type Operation } from './operations';
import { Place, referring } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

const KEYED = OPERATIONS.filter(({ headers }) => headers.includes('Idempotency-Key'));
/** Of answers that are shown once. */
const SECRET = /^(?:apiKey|token|secret|password)$/u;
const showsSecret = (operation: Operation): boolean => answerMembers(operation).some((each) => SECRET.test(each));

/** As good, and not the same: a tenant is accepted in bodies and ignored, but for change sets. */
const anotherBody = (body: { readonly changes?: readonly object[] } = {}): object =>
  body.changes ? { changes: [...body.changes, ...body.changes] } : { ...body, tenantId: 'other' };

describe('the walk of every operation that creates, with an Idempotency-Key', () => {
  let app: TestingApp;
  let events = 0;

  const post = (path: string, key: string, body: object | undefined): Promise<Response> =>
    app
      .request('post', path, app.admin)
      .set('idempotency-key', key)
      .send(body)
      .then((response) => response);

  async function pathOf(operation: Operation, place: Place): Promise<string> {
    const values: string[] = [];
    for (const parameter of operation.parameters) values.push(await place.value(parameter));
    return `${addressed(operation, values)}${queryOf(operation)}`;
  }

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((all) => (events += all.length));
  }, 30_000);
  afterAll(() => app.stop());

  it('finds every POST that creates', () => {
    // Not those that serve a text or execute it, nor actions on what is there already.
    const creating = OPERATIONS.filter(
      ({ method, permission, statuses, headers }) =>
        method === 'post' &&
        permission !== null &&
        permission !== 'prompt:serve' &&
        permission !== 'prompt:execute' &&
        statuses.includes(201) &&
        !headers.includes('If-Match'),
    );
    expect(creating.filter((each) => !KEYED.includes(each)).map(({ id }) => id)).toEqual([]);
    expect(KEYED.length).toBeGreaterThan(10);
  });

  it.each(KEYED.map((operation) => [operation.id, operation] as const))('%s takes effect once a key', async (_id, operation) => {
    const place = new Place(app, app.admin, app.admin);
    const path = await pathOf(operation, place);
    const key = `walk-${once()}`;
    const body = await referring(bodyOf(operation), place);
    const first = await post(path, key, body);
    expect([first.status < 300 ? 'good' : first.text, first.headers['idempotency-replayed']]).toEqual(['good', undefined]);
    const kept = events;

    const again = await post(path, key, body);
    if (showsSecret(operation)) expect(again.body).toMatchObject({ statusCode: 409, code: 'request.idempotency_secret' });
    else {
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
      for (const name of ['etag', 'location', 'content-type']) expect(again.headers[name]).toBe(first.headers[name]);
      expect(events).toBe(kept);
    }

    const other = await post(path, key, anotherBody(body));
    expect(other.body).toMatchObject({ statusCode: 422, code: 'request.idempotency_key_reused' });
  });
});
