import { startTestingApp, type TestingApp } from './testing-app';

const FULL = {
  name: 'Claude Sonnet',
  provider: 'Anthropic',
  description: 'For long texts',
  apiIdentifier: 'claude-sonnet-4-5',
  apiKeyEnvVar: 'ANTHROPIC_API_KEY',
  temperature: 0.7,
  maxTokens: 4096,
  supportsJson: true,
  contextWindow: 200_000,
};
const EMPTY = {
  provider: null,
  description: null,
  apiIdentifier: null,
  apiKeyEnvVar: null,
  temperature: null,
  maxTokens: null,
  supportsJson: false,
  contextWindow: null,
};

describe('AI models over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/aimodels';

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  const created = async (body: object): Promise<{ id: string }> =>
    (await app.request('post', path, app.admin).send(body).expect(201)).body as { id: string };
  const patched = async (id: string, body: object): Promise<unknown> =>
    (await app.request('patch', `${path}/${id}`, app.admin).send(body).expect(200)).body;

  it('stores and answers every field', async () => {
    const model = await created({ ...FULL, tenantId: 'ignored' });
    const time = expect.stringMatching(/Z$/u) as string;
    expect(model).toEqual({ ...FULL, id: model.id, projectId: 'shop', createdAt: time, updatedAt: time });
    expect((await app.request('get', `${path}/${model.id}`, app.admin).expect(200)).body).toEqual(model);
    expect((await app.request('delete', `${path}/${model.id}`, app.admin).expect(200)).body).toEqual(model);
    await app.request('get', `${path}/${model.id}`, app.admin).expect(404);
    await app.request('delete', `${path}/${model.id}`, app.admin).expect(404);
  });

  it('takes null and absence for not given, and the limits as good values', async () => {
    expect(await created({ name: 'bare' })).toMatchObject({ name: 'bare', ...EMPTY });
    expect(await created({ ...EMPTY, name: 'nulls', supportsJson: null })).toMatchObject({ name: 'nulls', ...EMPTY });
    const texts = { provider: '', description: '', apiIdentifier: '', apiKeyEnvVar: 'A' };
    const least = { ...texts, temperature: 0, maxTokens: 1, contextWindow: 1 };
    expect(await created({ name: 'least', ...least })).toMatchObject(least);
    const most = { temperature: 2, maxTokens: 2_147_483_647, contextWindow: 2_147_483_647 };
    expect(await created({ name: 'most', ...most })).toMatchObject(most);
  });

  it('keeps what a change does not send, and clears what it sends as null', async () => {
    const { id } = await created({ ...FULL, name: 'changing' });
    expect(await patched(id, {})).toMatchObject({ ...FULL, name: 'changing' });
    expect(await patched(id, { temperature: 0.1 })).toMatchObject({ ...FULL, name: 'changing', temperature: 0.1 });
    expect(await patched(id, { supportsJson: false, name: 'changed' })).toMatchObject({
      ...FULL,
      name: 'changed',
      temperature: 0.1,
      supportsJson: false,
    });
    await patched(id, { supportsJson: true });
    expect(await patched(id, { ...EMPTY, supportsJson: null, name: null })).toMatchObject({ name: 'changed', ...EMPTY });
    expect(await patched(id, FULL)).toMatchObject(FULL);
    await app.request('delete', `${path}/${id}`, app.admin).expect(200);
  });

  it('lists those of the project by name', async () => {
    await app.given.project('Listed');
    for (const name of ['b', 'c', 'a']) await app.request('post', '/api/projects/listed/aimodels', app.admin).send({ name }).expect(201);
    const { body } = (await app.request('get', '/api/projects/listed/aimodels', app.admin).expect(200)) as { body: unknown };
    expect((body as { name: string }[]).map((each) => each.name)).toEqual(['a', 'b', 'c']);
  });

  it('names the providers to choose from', async () => {
    const { body } = (await app.request('get', `${path}/providers/types`, app.admin).expect(200)) as { body: unknown };
    expect(body).toEqual(
      expect.arrayContaining(['OpenAI', 'Anthropic', 'Azure OpenAI', 'HuggingFace Inference', 'AWS Bedrock', 'AI21', 'AlephAlpha']),
    );
    expect(body).toHaveLength(14);
    await app.request('get', '/api/projects/nix/aimodels/providers/types', app.admin).expect(404);
  });

  it.each([
    [{ name: undefined }, '/name'],
    [{ name: ' ' }, '/name'],
    [{ name: 'x'.repeat(256) }, '/name'],
    [{ provider: 5 }, '/provider'],
    [{ apiKeyEnvVar: 'lower_case' }, '/apiKeyEnvVar'],
    [{ apiKeyEnvVar: '' }, '/apiKeyEnvVar'],
    [{ apiKeyEnvVar: '1ST' }, '/apiKeyEnvVar'],
    [{ apiKeyEnvVar: 'KEY ' }, '/apiKeyEnvVar'],
    [{ apiKeyEnvVar: 'KEY\n' }, '/apiKeyEnvVar'],
    [{ apiKeyEnvVar: 'K'.repeat(256) }, '/apiKeyEnvVar'],
    [{ temperature: 2.01 }, '/temperature'],
    [{ temperature: -0.1 }, '/temperature'],
    [{ temperature: 'warm' }, '/temperature'],
    [{ maxTokens: 0 }, '/maxTokens'],
    [{ maxTokens: 1.5 }, '/maxTokens'],
    [{ maxTokens: 2_147_483_648 }, '/maxTokens'],
    [{ contextWindow: 0 }, '/contextWindow'],
    [{ contextWindow: 1e21 }, '/contextWindow'],
    [{ supportsJson: 'yes' }, '/supportsJson'],
    [{ apiKey: 'secret' }, '/apiKey'],
  ])('refuses %j, new and as a change', async (fault, pointer) => {
    const { id } = await created({ name: `good ${JSON.stringify(fault).slice(0, 40)}` });
    const pointers = async (answer: Promise<{ body: unknown }>): Promise<string[]> =>
      ((await answer).body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer);
    const body = { name: 'bad', ...fault };
    expect(await pointers(app.request('post', path, app.admin).send(body).expect(400))).toEqual([pointer]);
    if (body.name !== undefined)
      expect(await pointers(app.request('patch', `${path}/${id}`, app.admin).send(fault).expect(400))).toEqual([pointer]);
  });

  it('refuses a name that is taken in the project, and only there', async () => {
    await created({ name: 'taken' });
    const other = await created({ name: 'Taken' });
    const twice = await app.request('post', path, app.admin).send({ name: 'taken' }).expect(409);
    expect(twice.body).toMatchObject({ code: 'catalog.ai_model_taken', message: "AI model 'taken' already exists in this project" });
    await app.request('patch', `${path}/${other.id}`, app.admin).send({ name: 'taken' }).expect(409);
    await app.given.project('Second');
    await app.request('post', '/api/projects/second/aimodels', app.admin).send({ name: 'taken' }).expect(201);
    await app.request('get', `/api/projects/second/aimodels/${other.id}`, app.admin).expect(404);
  });

  it('hides everything from another tenant and from those without the permission', async () => {
    const { id } = await created({ name: 'hidden' });
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    for (const [method, url] of [
      ['get', path],
      ['get', `${path}/providers/types`],
      ['get', `${path}/${id}`],
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
});
