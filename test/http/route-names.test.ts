import { startTestingApp, type TestingApp } from './testing-app';
import { OPERATIONS } from './walks/operations';

const SHOP = '/api/projects/shop';
const segmentsOf = (path: string): string[] => path.split('/');
const isParameter = (segment: string): boolean => segment.startsWith('{');

/** Whether there are requests that both take, of which one is not simply the more special one. */
function contend([one, other]: readonly [string, string]): boolean {
  const pairs = segmentsOf(one).map((segment, at) => [segment, segmentsOf(other)[at] ?? ''] as const);
  const meet = segmentsOf(other).length === pairs.length && pairs.every(([a, b]) => a === b || isParameter(a) || isParameter(b));
  return meet && pairs.some(([a, b]) => isParameter(a) && !isParameter(b)) && pairs.some(([a, b]) => !isParameter(a) && isParameter(b));
}

describe('names that are words of routes as well', () => {
  let app: TestingApp;
  const create = (path: string, body: object) =>
    app
      .request('post', `${SHOP}${path}`, app.admin)
      .send(body)
      .expect(201)
      .then(({ body: made }) => made as { id: string });
  const read = (path: string) =>
    app
      .request('get', `${SHOP}${path}`, app.admin)
      .expect(200)
      .then(({ body }) => body as unknown);

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it.each(['rules', 'pointers', 'history', 'by-name'])('find an environment %s by its name', async (name) => {
    const { id } = await create('/environments', { name });
    expect(await read(`/environments/by-name/${name}`)).toMatchObject({ id, name });
  });

  it.each(['history', 'list', 'by-name', 'latest'])('find all of a prompt %s', async (name) => {
    await create('/prompts', { name, promptText: 'Hi' });
    await create(`/prompts/${name}/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' });
    expect(await read(`/prompts/${name}`)).toMatchObject({ id: name });
    expect(await read(`/prompts/${name}/versions`)).toMatchObject([{ versionTag: '1.0.0' }]);
    expect(await read(`/prompts/${name}/assets`)).toMatchObject([{ key: 'sign' }]);
    expect(await read(`/prompts/${name}/history`)).toContainEqual(expect.objectContaining({ action: 'prompt.create' }));
    const { id } = await create('/environments', { name: `for ${name}` });
    const pointer = `/environments/${id}/pointers/${name}`;
    await app.request('put', `${SHOP}${pointer}`, app.admin).send({ versionTag: '1.0.0' }).expect(200);
    expect(await read(pointer)).toMatchObject({ promptId: name, versionTag: '1.0.0' });
  });

  it.each(['backups', 'load-structure'])('are refused where they would not: a prompt %s', async (name) => {
    await app.request('post', `${SHOP}/prompts`, app.admin).send({ name, promptText: 'Hi' }).expect(400);
  });

  it('are none of any other route: no two contend for a request', () => {
    const contending = OPERATIONS.flatMap((one, at) =>
      OPERATIONS.slice(at + 1)
        .filter(({ method, path }) => method === one.method && contend([one.path, path]))
        .map(({ path }) => [one.path, path].toSorted()),
    );
    // No environment has the id `by-name`, and no prompt the slug `backups`.
    expect(contending.filter((pair) => !pair.some((path) => /\/by-name\/|\/prompts\/backups\//u.test(path)))).toEqual([]);
  });
});
