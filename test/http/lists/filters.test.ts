import { startTestingApp, type TestingApp } from '../testing-app';

const PASSWORD = 'a long password';

describe('the filters of lists', () => {
  let app: TestingApp;
  const P = '/api/projects/shop';
  const made = async (path: string, body: object): Promise<{ id: string }> =>
    (await app.request('post', path, app.admin).send(body).expect(201)).body as { id: string };
  const found = async (path: string, member: string): Promise<unknown[]> => {
    const { body } = (await app.request('get', path, app.admin).expect(200)) as { body: Record<string, unknown>[] };
    return body.map((each) => each[member]);
  };

  beforeAll(async () => {
    app = await startTestingApp();
    await made('/api/projects', { name: 'Shop' });
    for (const name of ['core', 'Core']) await made(`${P}/tags`, { name });
    const translated = [{ languageCode: 'fr-FR', promptText: 'Salut' }];
    await made(`${P}/prompts`, { name: 'One', promptText: 'Hi', tags: ['core'], type: 'SYSTEM', initialTranslations: translated });
    await made(`${P}/prompts`, { name: 'Two', promptText: 'Hallo', tags: ['core', 'Core'], languageCode: 'de-DE', activate: true });
    await made(`${P}/prompts`, { name: 'Three', promptText: 'Hi', activate: true });
    await made(`${P}/prompts/two/versions`, { versionTag: '2.0.0', promptText: 'Salut', languageCode: 'fr-FR' });
    for (const languageCode of ['fr-FR', 'es-ES']) {
      await made(`${P}/regions`, { languageCode, name: languageCode });
      await made(`${P}/cultural-data`, { key: `in-${languageCode}`, regionId: languageCode });
      await made(`${P}/rag-document-metadata`, { documentName: `in-${languageCode}`, regionId: languageCode });
    }
    const user = await made('/api/users', { email: 'ann@japm.test', password: PASSWORD, name: 'Ann', role: 'tenant_admin' });
    await app.request('put', `${P}/members/${user.id}`, app.admin).send({ role: 'approver' }).expect(200);
  }, 60_000);
  afterAll(() => app.stop());

  it.each([
    ['prompts?type=SYSTEM', 'id', ['one']],
    ['prompts?type=GUARD', 'id', []],
    ['prompts?type=', 'id', ['one', 'two', 'three']],
    ['prompts?status=active', 'id', ['two', 'three']],
    ['prompts?status=draft', 'id', ['one', 'two']],
    ['prompts?status=archived', 'id', []],
    ['prompts?language=fr-fr', 'id', ['one', 'two']],
    ['prompts?language=de-DE&status=draft', 'id', ['two']],
    ['prompts?language=fr', 'id', []],
    ['prompts?tag=core', 'id', ['one', 'two']],
    ['prompts?tag=Core', 'id', ['two']],
    ['prompts?tag=none', 'id', []],
    ['prompts?tag=core&limit=1&sort=-name&q=O', 'id', ['two']],
    ['prompts/two/versions?status=draft', 'versionTag', ['2.0.0']],
    ['prompts/two/versions?language=DE-de', 'versionTag', ['1.0.0']],
    ['prompts/one/versions?language=fr-FR', 'versionTag', ['1.0.0']],
    ['cultural-data?language=FR-fr', 'key', ['in-fr-FR']],
    ['rag-document-metadata?language=es-ES', 'documentName', ['in-es-ES']],
    ['members?role=approver', 'name', ['Ann']],
    ['members?role=viewer', 'name', []],
  ])('%s', async (path, member, expected) => {
    expect(await found(`${P}/${path}`, member)).toEqual(expected);
  });

  it('of users', async () => {
    expect(await found('/api/users?role=tenant_admin', 'email')).toEqual(['ann@japm.test']);
  });

  it.each(['prompts?type=system', 'prompts?status=live', 'prompts/two/versions?status=x', 'members?role=god', 'prompts?tag=a&tag=b'])(
    'refuse %s',
    async (path) => {
      await app.request('get', `${P}/${path}`, app.admin).expect(400);
    },
  );
});
