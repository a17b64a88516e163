import { PromptRepository } from '#contexts/prompts/prompt/application/prompt-repository.port';
import { startTestingApp, type TestingApp } from './testing-app';

describe('tags over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/tags';

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  const created = async (body: object): Promise<{ id: string }> =>
    (await app.request('post', path, app.admin).send(body).expect(201)).body as { id: string };

  it('creates, reads by id and name, changes and deletes one', async () => {
    const tag = await created({ name: ' core ', description: null, tenantId: 'ignored' });
    expect(tag).toEqual({
      id: tag.id,
      name: 'core',
      description: null,
      projectId: 'shop',
      createdAt: expect.stringMatching(/Z$/u) as string,
      updatedAt: expect.stringMatching(/Z$/u) as string,
    });
    expect((await app.request('get', `${path}/${tag.id}`, app.admin).expect(200)).body).toEqual(tag);
    expect((await app.request('get', `${path}/by-name/core`, app.admin).expect(200)).body).toEqual(tag);
    await app.request('get', `${path}/by-name/Core`, app.admin).expect(404);

    const changed = await app.request('patch', `${path}/${tag.id}`, app.admin).send({ description: 'of all prompts' }).expect(200);
    expect(changed.body).toMatchObject({ name: 'core', description: 'of all prompts' });
    const renamed = await app.request('patch', `${path}/${tag.id}`, app.admin).send({ name: 'base' }).expect(200);
    expect(renamed.body).toMatchObject({ name: 'base', description: 'of all prompts' });
    const cleared = await app.request('patch', `${path}/${tag.id}`, app.admin).send({ name: null, description: null }).expect(200);
    expect(cleared.body).toMatchObject({ name: 'base', description: null });
    expect((await app.request('delete', `${path}/${tag.id}`, app.admin).expect(200)).body).toEqual(cleared.body);
    await app.request('get', `${path}/${tag.id}`, app.admin).expect(404);
  });

  it('lists those of the project, oldest first', async () => {
    await app.given.project('Listed');
    for (const name of ['b', 'c', 'a']) await app.request('post', '/api/projects/listed/tags', app.admin).send({ name }).expect(201);
    const { body } = (await app.request('get', '/api/projects/listed/tags', app.admin).expect(200)) as { body: unknown };
    expect((body as { name: string }[]).map((each) => each.name)).toEqual(['b', 'c', 'a']);
  });

  it.each([
    [{}, ['/name']],
    [{ name: null }, ['/name']],
    [{ name: '  ' }, ['/name']],
    [{ name: 'x'.repeat(256) }, ['/name']],
    [{ name: 5, description: 5, color: 'red' }, ['/color', '/description', '/name']],
  ])('says where %j is wrong', async (body, pointers) => {
    const answer = await app.request('post', path, app.admin).send(body).expect(400);
    expect((answer.body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer).toSorted()).toEqual(pointers);
  });

  it('refuses a name that is taken in the project, and only there', async () => {
    await created({ name: 'taken' });
    const other = await created({ name: 'Taken' });
    const twice = await app.request('post', path, app.admin).send({ name: 'taken' }).expect(409);
    expect(twice.body).toMatchObject({ code: 'catalog.tag_taken', message: "Tag 'taken' already exists in this project" });
    await app.request('patch', `${path}/${other.id}`, app.admin).send({ name: 'taken' }).expect(409);
    await app.given.project('Second');
    await app.request('post', '/api/projects/second/tags', app.admin).send({ name: 'taken' }).expect(201);
    await app.request('get', `/api/projects/second/tags/${other.id}`, app.admin).expect(404);
  });

  it('marks prompts, by name or id, until it is taken off or deleted', async () => {
    const [a, b] = [await created({ name: 'marks a' }), await created({ name: 'marks b' })];
    const prompts = '/api/projects/shop/prompts';
    const prompt = { name: 'Marked', promptText: 'x', tags: ['marks a', b.id] };
    expect((await app.call('post', prompts, prompt).expect(201)).body).toMatchObject({ tags: [a, b] });
    await app.call('post', prompts, { ...prompt, name: 'Not', tags: ['none'] }).expect(404);
    await app.call('post', prompts, { ...prompt, name: 'Not', tags: Array.from({ length: 101 }, (_, n) => String(n)) }).expect(400);
    const path = `${prompts}/marked`;
    expect((await app.call('get', path).expect(200)).body).toMatchObject({ tags: [a, b] });
    const listed = async () => ((await app.call('get', prompts).expect(200)).body as { tags: object[] }[])[0]?.tags;
    expect(await listed()).toEqual([
      { id: a.id, name: 'marks a' },
      { id: b.id, name: 'marks b' },
    ]);
    await app.call('patch', path, { tagIds: ['marks a'] }).expect(404);
    expect((await app.call('put', path, { tagIds: [b.id] }).expect(200)).body).toMatchObject({ tags: [b] });
    expect((await app.call('patch', path, { tagIds: [a.id, b.id], name: 'Now' }).expect(200)).body).toMatchObject({
      name: 'Now',
      tags: [a, b],
    });
    // As if one were deleted between the read of the prompt's tags and that of the project's.
    const gone = '00000000-0000-7000-8000-000000000404';
    const read = jest.spyOn(app.product.container.get(PromptRepository), 'tagIds').mockResolvedValue([a.id, gone, b.id]);
    expect((await app.call('get', path).expect(200)).body).toMatchObject({ tags: [a, b] });
    await app.call('patch', path, { tagIds: [a.id, b.id] }).expect(200);
    await app.call('patch', path, { tagIds: [a.id, gone] }).expect(404);
    read.mockRestore();
    await app.call('delete', `/api/projects/shop/tags/${a.id}`).expect(200);
    expect((await app.call('get', path).expect(200)).body).toMatchObject({ tags: [b] });
    expect((await app.call('patch', path, { tagIds: [] }).expect(200)).body).toMatchObject({ tags: [] });
    expect(await listed()).toEqual([]);

    await app.given.project('Third');
    await app.call('post', '/api/projects/third/prompts', { ...prompt, tags: ['marks b'] }).expect(404);
    await app.call('post', '/api/projects/third/prompts', { ...prompt, tags: [b.id] }).expect(404);
  });

  it('hides everything from another tenant and from those without the permission', async () => {
    const { id } = await created({ name: 'hidden' });
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    for (const [method, url] of [
      ['get', path],
      ['get', `${path}/${id}`],
      ['get', `${path}/by-name/hidden`],
      ['patch', `${path}/${id}`],
      ['delete', `${path}/${id}`],
      ['post', path],
    ] as const) {
      const body = method === 'post' || method === 'patch' ? { name: 'x' } : undefined;
      await app.request(method, url, stranger).send(body).expect(404);
      await app.request(method, url, consumer).send(body).expect(403);
      await app.request(method, url).expect(401);
    }
    await app.request('get', path, await app.userToken('user')).expect(200);
  });

  it('go with their project', async () => {
    await app.given.project('Brief');
    await app.request('post', '/api/projects/brief/tags', app.admin).send({ name: 'x' }).expect(201);
    await app.request('delete', '/api/projects/brief', app.admin).expect(204);
    await app.given.project('Brief');
    expect((await app.request('get', '/api/projects/brief/tags', app.admin).expect(200)).body).toEqual([]);
  });
});
