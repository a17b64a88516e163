import { startTestingApp, type TestingApp } from './testing-app';

describe('a structure over HTTP', () => {
  let app: TestingApp;
  const path = '/api/projects/shop/prompts/load-structure';
  const load = (body: object, token = app.admin) => app.request('post', path, token).send(body);
  const read = async (url: string): Promise<unknown> => ((await app.request('get', url, app.admin).expect(200)) as { body: unknown }).body;
  const structure = (name: string, more: object = {}) => ({
    prompt: { name, description: 'd', type: 'SYSTEM', ownerUserId: 'somebody else' },
    version: {
      promptText: 'Dear {{who}}, {{asset:sign}}',
      changeMessage: 'generated',
      assets: ['sign'],
      translations: [{ languageCode: 'fr', promptText: 'Cher {{who}}' }],
    },
    languageCode: 'en-GB',
    assets: [
      {
        key: 'sign',
        name: 'Signature',
        value: 'Yours',
        changeMessage: 'm',
        translations: [{ languageCode: 'fr-FR', promptText: 'Cordialement' }],
      },
      { key: 'plain', value: 'x', translations: [{ languageCode: 'de', value: 'y' }] },
    ],
    tags: ['mail', 'new', 'new'],
    ...more,
  });

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.request('post', '/api/projects/shop/tags', app.admin).send({ name: 'mail' }).expect(201);
  });
  afterAll(() => app.stop());

  it('becomes a prompt with active versions, assets and the tags that were missing', async () => {
    const { body } = (await load(structure('Loaded')).expect(201)) as { body: object };
    expect(body).toMatchObject({
      id: 'loaded',
      description: 'd',
      type: 'SYSTEM',
      tags: [{ name: 'mail' }, { name: 'new' }],
      versions: [
        {
          versionTag: '1.0.0',
          status: 'active',
          languageCode: 'en-GB',
          changeMessage: 'generated',
          variables: [{ name: 'who', required: true }],
          translations: [{ languageCode: 'fr', promptText: 'Cher {{who}}' }],
        },
      ],
    });
    expect(await read('/api/projects/shop/prompts/loaded')).toEqual(body);
    expect(await read('/api/projects/shop/tags')).toMatchObject([{ name: 'mail' }, { name: 'new' }]);
    expect(await read('/api/projects/shop/prompts/loaded/assets/sign')).toMatchObject({
      name: 'Signature',
      versions: [
        { versionTag: '1.0.0', status: 'active', value: 'Yours', languageCode: 'en-GB', translations: [{ value: 'Cordialement' }] },
      ],
    });
    expect(await read('/api/projects/shop/prompts/loaded/assets/plain')).toMatchObject({ name: 'plain' });
    await load({ prompt: { name: 'Least' }, version: { promptText: 'x' } }).expect(201);
    await load(structure('Loaded')).expect(409);
    const called = { prompt: { name: 'Анализ договора', slug: 'contract' }, version: { promptText: 'x' } };
    expect((await load(called).expect(201)).body).toMatchObject({ id: 'contract', name: 'Анализ договора' });
  });

  it('leaves nothing when a part of it is refused, and says where', async () => {
    const refused = async (body: object): Promise<string[]> =>
      ((await load(body).expect(400)).body as { errors: { pointer: string }[] }).errors.map((each) => each.pointer);
    const faulty = { key: ' ', value: '', translations: [{ languageCode: 'x', value: '' }] };
    expect(await refused(structure('Bad', { assets: [{ key: 'ok', value: 'x' }, faulty], tags: ['unseen'] }))).toEqual([
      '/assets/1/key',
      '/assets/1/name',
      '/assets/1/value',
      '/assets/1/translations/0/languageCode',
      '/assets/1/translations/0/value',
    ]);
    const version = { promptText: '', translations: [{ languageCode: 'fr', promptText: '' }] };
    expect(await refused(structure(' ', { version, languageCode: 'e' }))).toEqual([
      '/prompt/name',
      '/version/promptText',
      '/languageCode',
      '/version/translations/0/promptText',
    ]);
    expect(await refused(structure('Bad', { tags: ['  '] }))).toEqual(['/tags']);
    expect(await refused(structure('Анализ договора'))).toEqual(['/prompt/name']);
    expect(await refused({ ...structure(''), prompt: { name: 'Анализ договора', slug: '-' } })).toEqual(['/prompt/slug']);
    await load(structure('Bad', { color: 'red' })).expect(400);
    await load(structure('Bad', { prompt: { name: 'Bad', type: 'NONSENSE' } })).expect(400);
    const twice = [
      { key: 'a', value: 'x' },
      { key: 'a', value: 'y' },
    ];
    await load(structure('Bad', { assets: twice, tags: ['unseen'] })).expect(409);
    await app.request('get', '/api/projects/shop/prompts/bad', app.admin).expect(404);
    await app.request('get', '/api/projects/shop/tags/by-name/unseen', app.admin).expect(404);
  });

  it('is closed to strangers and to those without the permission', async () => {
    await load(structure('No'), await app.strangerToken()).expect(404);
    await load(structure('No'), await app.userToken('prompt_consumer')).expect(403);
  });
});
