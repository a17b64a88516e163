import { startTestingApp, type TestingApp } from './testing-app';

describe('projects over HTTP', () => {
  let app: TestingApp;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  it('creates a project whose id is the slug of its first name, for good', async () => {
    const created = await app.request('post', '/api/projects', app.admin).send({ name: 'Web  Shop!', description: 'Texts' }).expect(201);
    expect(created.body).toMatchObject({ id: 'web-shop', name: 'Web  Shop!', description: 'Texts' });
    const renamed = await app.request('patch', '/api/projects/web-shop', app.admin).send({ name: 'Store', description: null }).expect(200);
    expect(renamed.body).toMatchObject({ id: 'web-shop', name: 'Store', description: null });
    expect((await app.request('get', '/api/projects/web-shop', app.admin).expect(200)).body).toEqual(renamed.body);
    await app.request('patch', '/api/projects/web-shop', app.admin).send({ name: 'Store' }).expect(200);
  });

  it('lists projects with owner and environments, and the own ones by name', async () => {
    await app.given.project('Alpha');
    await app.given.environment('alpha', 'production');
    const { body } = (await app.request('get', '/api/projects', app.admin).expect(200)) as {
      body: { id: string; owner: { email: string }; environments: { name: string }[] }[];
    };
    const alpha = body.find((each) => each.id === 'alpha');
    expect(alpha?.owner.email).toBe('root@japm.test');
    expect(alpha?.environments.map((each) => each.name)).toEqual(['production']);
    expect(JSON.stringify(body)).not.toMatch(/password|hash/iu);
    const mine = (await app.request('get', '/api/projects/mine', app.admin).expect(200)) as { body: { name: string }[] };
    expect(mine.body.map((each) => each.name)).toEqual([...mine.body.map((each) => each.name)].toSorted());
  });

  it.each([
    [{ name: '' }, /should not be empty/u],
    [{ name: '担任' }, /letter or digit/u],
    [{ name: 'Мой проект' }, /letter or digit.*or a slug must be given/u],
    [{ name: '_' }, /letter or digit.*or a slug must be given/u],
    [{ name: 'Мой проект', slug: '-' }, /slug must have 1 to 100 characters/u],
    [{ name: 'x', slug: 'Not a slug' }, /slug must have 1 to 100 characters/u],
    [{ name: 'x', slug: 'mine' }, /slug must not make the slug 'mine'/u],
    [{ name: 'Mine' }, /name must not make the slug 'mine'/u],
    [{ name: 5 }, /name/u],
    [{}, /name is required/u],
    [{ name: 'x', color: 1 }, /property color should not exist/u],
  ])('refuses %j', async (body, message) => {
    const answer = await app.request('post', '/api/projects', app.admin).send(body).expect(400);
    expect((answer.body as { message: string[] }).message.join()).toMatch(message);
  });

  it('refuses a name or slug that the tenant has, not one that another tenant has', async () => {
    await app.given.project('Taken');
    const { body } = (await app.request('post', '/api/projects', app.admin).send({ name: 'taken!' }).expect(409)) as { body: unknown };
    expect((body as { message: string }).message).toContain('already exists');
    await app
      .request('post', '/api/projects', await app.strangerToken())
      .send({ name: 'Taken' })
      .expect(201);
  });

  it('takes a slug beside a name in another script, and says which of both another project has', async () => {
    const create = (body: object) => app.request('post', '/api/projects', app.admin).send(body);
    const created = await create({ name: 'Мой проект', slug: 'my-project' }).expect(201);
    expect(created.body).toMatchObject({ id: 'my-project', name: 'Мой проект' });
    expect((await create({ name: 'Другой', slug: 'my-project' }).expect(409)).body).toMatchObject({
      message: "Project 'my-project' already exists in this tenant",
    });
    expect((await create({ name: 'Мой проект', slug: 'other' }).expect(409)).body).toMatchObject({
      message: "Project 'Мой проект' already exists in this tenant",
    });
  });

  it('lets owner and administrators change it, hides it from other tenants and from those without the permission', async () => {
    await app.given.project('Guarded');
    const [user, consumer, stranger] = [await app.userToken('user'), await app.userToken('prompt_consumer'), await app.strangerToken()];
    await app.request('get', '/api/projects/guarded', user).expect(200);
    await app.request('post', '/api/projects', user).send({ name: 'Not mine' }).expect(403);
    await app.request('patch', '/api/projects/guarded', user).send({ name: 'Mine now' }).expect(403);
    await app.request('delete', '/api/projects/guarded', user).expect(403);
    for (const method of ['get', 'patch', 'delete'] as const) {
      await app.request(method, '/api/projects/guarded', consumer).expect(403);
      await app.request(method, '/api/projects/guarded', stranger).expect(404);
      await app.request(method, '/api/projects/guarded').expect(401);
    }
    expect((await app.request('get', '/api/projects', stranger).expect(200)).body).toEqual([]);
    await app
      .request('patch', '/api/projects/guarded', await app.userToken('tenant_admin'))
      .send({ description: 'x' })
      .expect(200);
  });

  it('deletes a project with its environments, but not while it has prompts', async () => {
    await app.given.project('Full');
    await app.given.environment('full', 'production');
    await app.request('post', '/api/projects/full/prompts', app.admin).send({ name: 'One', promptText: 'x' }).expect(201);
    const { body } = (await app.request('delete', '/api/projects/full', app.admin).expect(409)) as { body: unknown };
    expect((body as { message: string }).message).toContain('1 prompt');
    await app.request('delete', '/api/projects/full/prompts/one', app.admin).expect(200);
    await app.request('delete', '/api/projects/full', app.admin).expect(204);
    await app.request('get', '/api/projects/full/environments', app.admin).expect(404);
  });
});
