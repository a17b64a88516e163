import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'post' | 'put';

interface Event {
  readonly outcome: string;
  readonly actor: { readonly type: string; readonly id: string };
  readonly resource: { readonly id: string };
  readonly origin: { readonly requestId: string | null };
  readonly details: { readonly merged?: number; readonly resources?: string[]; readonly status?: number };
}

const SHOP = '/api/projects/shop';

describe('attempts that were denied', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  async function eventsOf(action: string): Promise<Event[]> {
    await app.product.attempts.flush(true);
    return (await app.request('get', `/api/audit/events?limit=200&action=${action}`, app.admin).expect(200)).body as Event[];
  }
  const idOf = async (token: string): Promise<string> =>
    ((await app.request('get', '/api/auth/profile', token).expect(200)).body as { id: string }).id;
  async function repeat(times: number, method: Method, path: (n: number) => string, token: string): Promise<void> {
    for (let n = 0; n < times; n += 1)
      await app
        .request(method, path(n), token)
        .send({})
        .expect(({ status }) => status >= 400);
  }

  it('of high risk are each on the trail with their actor, however many came before', async () => {
    const insider = await app.userToken('prompt_consumer');
    const id = await idOf(insider);
    await repeat(24, 'put', (n) => `${SHOP}/deployments/nope${n}/approve`, insider);
    await app.request('put', `${SHOP}/deployments/the-own-one/approve`, insider).send({}).expect(403);
    const events = await eventsOf('deployment.approve');
    expect(events).toHaveLength(25);
    expect(new Set(events.map(({ actor }) => actor.id))).toEqual(new Set([id]));
    expect(events.map(({ resource }) => resource.id)).toContain('shop/the-own-one');
  });

  it('of others from the same address stay theirs', async () => {
    const [noisy, colleague] = [await app.userToken('prompt_consumer'), await app.userToken('prompt_consumer')];
    const [noisyId, colleagueId] = [await idOf(noisy), await idOf(colleague)];
    await repeat(23, 'post', () => `${SHOP}/tags`, noisy);
    await app.request('post', `${SHOP}/tags`, colleague).send({}).expect(403);
    const events = await eventsOf('tag.create');
    const counted = (id: string): number =>
      events.filter(({ actor }) => actor.id === id).reduce((sum, { details }) => sum + (details.merged ?? 1), 0);
    expect([counted(noisyId), counted(colleagueId)]).toEqual([23, 1]);
    // None, when a minute ended meanwhile.
    const merged = events.filter(({ details }) => details.merged !== undefined);
    expect(merged.filter(({ actor, details }) => actor.id !== noisyId || details.resources?.join() !== 'shop')).toEqual([]);
  });
});
