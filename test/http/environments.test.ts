import { startTestingApp, type TestingApp } from './testing-app';

describe('environments over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/environments';

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('creates, reads by id and name, changes and deletes one', async () => {
    const created = await app
      .request('post', path, app.admin)
      .send({ name: ' staging ', description: null, tenantId: 'ignored' })
      .expect(201);
    expect(created.body).toMatchObject({ name: 'staging', description: null, projectId: 'shop' });
    const { id } = created.body as { id: string };
    expect((await app.request('get', `${path}/${id}`, app.admin).expect(200)).body).toEqual(created.body);
    expect((await app.request('get', `${path}/by-name/staging`, app.admin).expect(200)).body).toEqual(created.body);

    const changed = await app.request('patch', `${path}/${id}`, app.admin).send({ description: 'before customers' }).expect(200);
    expect(changed.body).toMatchObject({ name: 'staging', description: 'before customers' });
    await app.request('delete', `${path}/${id}`, app.admin).expect(200);
    await app.request('get', `${path}/${id}`, app.admin).expect(404);
  });

  it('says what is wrong with the input, all at once, and where', async () => {
    const { body } = (await app.request('post', path, app.admin).send({ description: 5, color: 'red' }).expect(400)) as { body: unknown };
    expect(body).toMatchObject({ statusCode: 400, error: 'Bad Request', code: 'request.invalid' });
    expect((body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer).toSorted()).toEqual([
      '/color',
      '/description',
      '/name',
    ]);
    expect((body as { message: string[] }).message).toContain('property color should not exist');
    await app.request('post', path, app.admin).set('content-type', 'application/json').send('{"name":').expect(400);
    await app.request('post', path, app.admin).send({ name: '  ' }).expect(400);
    await app
      .request('post', path, app.admin)
      .send({ name: 'x'.repeat(256) })
      .expect(400);
    await app
      .request('post', path, app.admin)
      .send({ name: 'big', description: 'x'.repeat(3 * 1024 * 1024) })
      .expect(413);
  });

  it('refuses a name that is taken in the project, and only there', async () => {
    await app.request('post', path, app.admin).send({ name: 'live' }).expect(201);
    const { body } = (await app.request('post', path, app.admin).send({ name: 'live' }).expect(409)) as { body: unknown };
    expect(body).toMatchObject({ code: 'catalog.environment_taken', message: "Environment 'live' already exists in this project" });
    await app.given.project('Second');
    await app.given.environment('second', 'live');
  });

  it('hides everything from another tenant and from those without the permission', async () => {
    const { body } = (await app.request('post', path, app.admin).send({ name: 'hidden' }).expect(201)) as { body: { id: string } };
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    for (const [method, url] of [
      ['get', path],
      ['get', `${path}/${body.id}`],
      ['patch', `${path}/${body.id}`],
      ['delete', `${path}/${body.id}`],
      ['post', path],
    ] as const) {
      await app
        .request(method, url, stranger)
        .send(method === 'get' ? undefined : { name: 'x' })
        .expect(404);
      await app.request(method, url, consumer).expect(403);
      await app.request(method, url).expect(401);
    }
  });

  it('answers problem+json to those who ask for it', async () => {
    const response = await app.request('get', `${path}/nix`, app.admin).set('accept', 'application/problem+json').expect(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });
});
