import type { Response } from 'supertest';
import { PasswordHasher } from '#contexts/identity/user/application/password-hasher.port';
import { gate } from '../gate';
import { startTestingApp, type TestingApp } from './testing-app';

describe('Idempotency-Key over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/tags';

  const create = (key: string, name: string, token = app.admin): Promise<Response> =>
    app
      .request('post', path, token)
      .set('idempotency-key', key)
      .send({ name })
      .then((response) => response);
  const otherId = async (): Promise<string> =>
    ((await app.request('get', '/api/auth/profile', await app.userToken('user')).expect(200)).body as { id: string }).id;
  const names = async (): Promise<string[]> =>
    ((await app.request('get', path, app.admin).expect(200)).body as { name: string }[]).map((each) => each.name);

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('makes one of many requests at the same time take effect', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('at-once', 'once')));
    const first = answers.filter(({ status, headers }) => status === 201 && headers['idempotency-replayed'] === undefined);
    expect(first).toHaveLength(1);
    for (const { status, headers, body } of answers) {
      if (status === 201) expect(body).toEqual(first[0]?.body);
      else expect([status, (body as { code: string }).code, headers['retry-after']]).toEqual([409, 'request.idempotency_in_flight', '1']);
    }
    expect((await names()).filter((each) => each === 'once')).toHaveLength(1);
  });

  it('keeps the keys of callers apart', async () => {
    const other = await app.userToken('user');
    const mine = await create('same', 'mine');
    const his = await create('same', 'his', other);
    expect([mine.status, his.status]).toEqual([201, 201]);
    expect((await create('same', 'his', other)).body).toEqual(his.body);
  });

  it('takes a body for the same whatever the order of its members, and for another one when a value differs', async () => {
    const send = (body: string) =>
      app.request('post', path, app.admin).set('idempotency-key', 'order').set('content-type', 'application/json').send(body);
    const first = await send('{"name":"order","description":"x"}').expect(201);
    const again = await send('{ "description": "x", "name": "order" }').expect(201);
    expect([again.headers['idempotency-replayed'], again.body]).toEqual(['true', first.body]);
    for (const other of ['{"name":"order","description":null}', '{"name":"order"}', '{"name":"order","description":"x","tenantId":1}'])
      expect((await send(other).expect(422)).body).toMatchObject({ code: 'request.idempotency_key_reused' });
  });

  it('does not store what failed: a corrected request may use the key again', async () => {
    expect((await create('failed', '')).status).toBe(400);
    expect((await create('failed', 'mine')).status).toBe(409);
    expect((await create('failed', 'corrected')).status).toBe(201);
  });

  it.each([
    ['/api/users', { email: 'hashed@japm.test', password: 'a long password' }],
    ['/api/tenants', { name: 'Hashed', initialAdminUser: { email: 'first@hashed.test', password: 'a long password' } }],
  ])('POST %s keeps no other writer waiting while it hashes a password', async (collection, body) => {
    const hasher = app.product.container.get(PasswordHasher);
    const [asked, go] = [gate(), gate()];
    const hash = hasher.hash.bind(hasher);
    const hashing = jest.spyOn(hasher, 'hash').mockImplementationOnce(async (password) => {
      asked.open();
      await go.opened;
      return hash(password);
    });
    const send = () => app.request('post', collection, app.admin).set('idempotency-key', 'hashed').send(body);
    const first = send().then((response) => response);
    await asked.opened;
    expect((await create(`beside ${collection}`.replaceAll(' ', '-'), `beside ${collection}`)).status).toBe(201);
    expect((await send()).status).toBe(409);
    go.open();
    const { status, text } = await first;
    const again = await send().expect('idempotency-replayed', 'true');
    expect([status, again.status, again.text]).toEqual([201, 201, text]);
    hashing.mockRestore();
  });

  it('does not give an answer again to one who lost the project', async () => {
    const member = await app.userToken('user');
    const { id } = (await app.request('get', '/api/auth/profile', member).expect(200)).body as { id: string };
    await app.given.project('Closed');
    const grant = (role: string) => app.request('put', `/api/projects/closed/members/${id}`, app.admin).send({ role }).expect(200);
    const send = () =>
      app.request('post', '/api/projects/closed/prompts', member).set('idempotency-key', 'lost').send({ name: 'Mail', promptText: 'Hi' });
    await grant('editor');
    await send().expect(201);
    await send().expect(201).expect('idempotency-replayed', 'true');
    await grant('viewer');
    await send().expect(403);
    await app
      .request('put', `/api/projects/closed/members/${await otherId()}`, app.admin)
      .send({ role: 'viewer' })
      .expect(200);
    await app.request('delete', `/api/projects/closed/members/${id}`, app.admin).expect(200);
    await send().expect(404);
  });

  it('does not keep an answer that is longer than 1 MiB', async () => {
    const body = {
      name: 'Long',
      promptText: 'x'.repeat(400_000),
      initialTranslations: ['de', 'fr'].map((languageCode) => ({ languageCode, promptText: 'y'.repeat(400_000) })),
    };
    const send = () => app.request('post', '/api/projects/shop/prompts', app.admin).set('idempotency-key', 'long').send(body);
    expect((await send()).status).toBe(201);
    const again = await send();
    expect([again.status, (again.body as { code: string }).code]).toEqual([409, 'request.idempotency_answer']);
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(256)])('refuses the key %p', async (key) => {
    const sent = Buffer.from(key).toString('latin1');
    const answer = await create(sent, 'refused');
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([400, 'request.malformed_idempotency_key']);
    expect(await names()).not.toContain('refused');
  });

  it('still asks who calls, and what he may', async () => {
    await create('guarded', 'guarded');
    expect((await create('guarded', 'guarded', await app.userToken('prompt_consumer'))).status).toBe(403);
    await app.request('post', path).set('idempotency-key', 'guarded').send({ name: 'guarded' }).expect(401);
  });
});
