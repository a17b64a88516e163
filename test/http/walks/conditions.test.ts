import { createHash } from 'node:crypto';
import type { Response } from 'supertest';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from '../testing-app';
import { addressed, bodyOf, once, OPERATIONS, queryOf, type Operation } from './operations';
import { askOf, good, PASSWORD, Place } from './place';

// Many requests a test, on a machine that may be busy.
jest.setTimeout(30_000);

const READS = OPERATIONS.filter(({ method, headers }) => method === 'get' && headers.includes('If-None-Match'));
const CHANGES = OPERATIONS.filter(({ headers }) => headers.includes('If-Match'));
/** Actions that want more of the resource than that it is new: somebody else's approval, or a proposal. */
const NOT_READY = new Set([
  'Deployments_approve',
  'Deployments_deploy',
  'Deployments_rollback',
  'ReleaseRules_confirm',
  'ReleaseRules_discard',
]);
/** What the state of a new resource does not allow, whoever names it: the version is not listed, and nobody requested its publication. */
const CONFLICTING = new Set([
  'AssetVersionStates_unpublish',
  'AssetVersionReviews_approvePublish',
  'AssetVersionReviews_rejectPublish',
  'VersionReviews_approvePublish',
  'VersionReviews_rejectPublish',
]);
const STALE = `"9999-${'x'.repeat(8)}-${'x'.repeat(43)}"`;
const named = (operations: readonly Operation[]): (readonly [string, Operation])[] =>
  operations.map((operation) => [operation.id, operation] as const);

describe('the walk of every operation on one resource, with conditions', () => {
  let app: TestingApp;
  const outcomes = new Map<string, string[]>();
  const members = new Map<string, string>();

  const ask = askOf(() => app);

  async function pathOf(operation: Operation): Promise<string> {
    // Nobody is a member of an open project.
    const place = new Place(app, app.admin, app.admin, operation.path.includes('/members/') ? members : new Map());
    const values: string[] = [];
    for (const parameter of operation.parameters) values.push(await place.value(parameter));
    return addressed(operation, values);
  }

  /** The resource that a change addresses, where it can be read. */
  async function stateOf(operation: Operation, path: string): Promise<Response | undefined> {
    const found = READS.find((read) => read.path === operation.path || `${read.path}/` === operation.path.replace(/[^/]+$/u, ''));
    if (!found) return undefined;
    return ask('get', found.path === operation.path ? path : path.slice(0, path.lastIndexOf('/')));
  }

  beforeAll(async () => {
    app = await startTestingApp();
    const someone = { email: `member${once()}@japm.test`, password: PASSWORD };
    members.set((await good(app, 'post', '/api/users', app.admin, someone)).id, 'viewer');
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((events) => {
      for (const { details, outcome } of events)
        outcomes.set(String(details.callerRequestId), [...(outcomes.get(String(details.callerRequestId)) ?? []), outcome]);
    });
  }, 30_000);
  afterAll(() => app.stop());

  it('finds all that can be changed: only sessions and links to providers, which do not change, have no revision', () => {
    const addressing = OPERATIONS.filter(({ method, path }) => path.endsWith('}') && ['put', 'patch', 'delete'].includes(method));
    expect(addressing.filter(({ headers }) => !headers.includes('If-Match')).map(({ id }) => id)).toEqual([
      'Sessions_end',
      'OidcLinks_remove',
      'OidcLinks_removeOfUser',
    ]);
    expect(READS.length).toBeGreaterThan(14);
    expect(CHANGES.length).toBeGreaterThan(24);
  });

  it.each(named(READS))('%s has an ETag that is true, and answers 304 to those who have it', async (_id, operation) => {
    const path = `${await pathOf(operation)}${queryOf(operation)}`;
    const first = await ask('get', path);
    expect(first.status).toBe(200);
    const tag = first.headers.etag ?? '';
    if (operation.permission !== 'prompt:resolve')
      expect(tag).toMatch(new RegExp(`^"\\d+-[\\w-]{8}-${createHash('sha256').update(first.text).digest('base64url')}"$`, 'u'));
    for (const given of [tag, `"other", W/${tag}`, '*']) {
      const again = await ask('get', path, { 'if-none-match': given });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', tag]);
    }
    expect((await ask('get', path, { 'if-none-match': STALE })).body).toEqual(first.body);
  });

  it('what was made anew under a name, at the same revision, is not what If-Match names; * is whatever is there', async () => {
    const place = new Place(app, app.admin, app.admin);
    const path = `/api/projects/${await place.project()}/regions`;
    const make = () => ask('post', path, {}, { languageCode: 'zu-ZA', name: 'Zulu' });
    const [first] = [await make(), await ask('delete', `${path}/zu-ZA`)];
    const second = await make();
    expect(second.status).toBe(201);
    const change = (ifMatch: unknown) => ask('patch', `${path}/zu-ZA`, { 'if-match': String(ifMatch) }, { name: 'isiZulu' });
    expect((await change(first.headers.etag)).body).toMatchObject({ statusCode: 412, currentRevision: 1 });
    expect((await change(second.headers.etag)).status).toBe(200);
    expect((await change('*')).status).toBe(200);
    expect((await ask('delete', `${path}/zu-ZA`, { 'if-match': '*' })).status).toBeLessThan(300);
    expect((await change('*')).status).toBe(404);
  });

  it.each(named(CHANGES))('%s changes only the state that If-Match names', async (_id, operation) => {
    const path = await pathOf(operation);
    const before = await stateOf(operation, path);
    const requestId = `condition-${once()}`;
    for (const condition of [STALE, 'W/"1-x"', '"theirs"']) {
      const refused = await ask(operation.method, path, { 'if-match': condition, 'x-request-id': requestId }, bodyOf(operation));
      expect(refused.body).toMatchObject({ statusCode: 412, code: 'shared.precondition_failed' });
      expect(refused.headers.etag).toBeUndefined();
    }
    expect(outcomes.get(requestId)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const condition of ['*', ...(before ? [`"theirs", W/${before.headers.etag ?? ''}`] : [])]) {
      const refused = await ask(operation.method, path, { 'if-none-match': condition }, bodyOf(operation));
      expect([refused.status, (refused.body as { code?: string }).code]).toEqual([412, 'shared.precondition_failed']);
    }
    expect((await ask(operation.method, path, { 'if-match': 'nonsense' }, bodyOf(operation))).status).toBe(400);
    expect((await stateOf(operation, path))?.text).toBe(before?.text);
    expect(operation.statuses).toContain(412);

    const current = before?.headers.etag;
    expect(current).toBeDefined();
    if (NOT_READY.has(operation.id)) return;
    const changed = await ask(operation.method, path, { 'if-match': `${STALE}, ${current ?? ''}` }, bodyOf(operation));
    const isConflict = CONFLICTING.has(operation.id);
    expect([isConflict ? changed.status === 409 : changed.status < 300, changed.text]).toEqual([true, changed.text]);
    if (!isConflict && operation.method !== 'delete') expect(changed.headers.etag).toMatch(/^"\d+-[\w-]{8}-[\w-]{43}"$/u);
  });

  it('If-None-Match: * makes what is not there yet, and moves nothing that is', async () => {
    const place = new Place(app, app.admin, app.admin);
    const path = `/api/projects/${await place.project()}/environments/${(await place.environment()).id}/pointers/${await place.prompt()}`;
    const point = () => ask('put', path, { 'if-none-match': '*' }, { versionTag: '1.0.0' });
    expect((await point()).status).toBe(200);
    expect((await point()).status).toBe(412);
    const tag = (await ask('get', path)).headers.etag ?? '';
    expect((await ask('put', path, { 'if-none-match': tag }, { versionTag: '1.0.0' })).status).toBe(412);
    expect((await ask('put', path, { 'if-none-match': STALE }, { versionTag: '1.0.0' })).status).toBe(200);
    expect((await ask('put', path, { 'if-none-match': 'nonsense' }, { versionTag: '1.0.0' })).status).toBe(400);
  });

  const others = OPERATIONS.filter(({ method, headers }) => method !== 'get' && !headers.includes('If-Match'));
  it.each(named(others))('%s evaluates no condition, and refuses those that it gets', async (_id, operation) => {
    const path = addressed(
      operation,
      operation.parameters.map(() => 'none'),
    );
    for (const header of ['if-match', 'if-none-match']) {
      const refused = await ask(operation.method, path, { [header]: '*' }, bodyOf(operation));
      expect([refused.status, (refused.body as { code?: string }).code]).toEqual([412, 'request.condition_not_evaluated']);
    }
    expect(operation.statuses).toContain(412);
  });
});
