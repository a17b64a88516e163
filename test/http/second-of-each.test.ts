import { startTestingApp, type TestingApp } from './testing-app';

interface Named {
  readonly id: string;
}

/** What works for one project, tenant or language works for a second one beside it, with its own values. */
describe('the second of each', () => {
  let app: TestingApp;

  const post = async (path: string, body: object, token = app.admin, status = 201): Promise<Named> =>
    (await app.request('post', `/api${path}`, token).send(body).expect(status)).body as Named;
  const put = (path: string, body: object) => app.request('put', `/api${path}`, app.admin).send(body).expect(200);
  const served = async (path: string, token = app.admin): Promise<unknown> =>
    ((await post(`/serve-prompt/execute/${path}`, { variables: {} }, token)) as unknown as { processedPrompt: string }).processedPrompt;

  beforeAll(async () => {
    app = await startTestingApp();
  }, 30_000);
  afterAll(() => app.stop());

  it('project: a text that shows prompts of two projects has what the environment of each points at', async () => {
    for (const project of ['one', 'two']) {
      await post('/projects', { name: project });
      const { id } = await post(`/projects/${project}/environments`, { name: 'production' });
      await post(`/projects/${project}/prompts`, { name: 'Part', promptText: `${project} released`, activate: true });
      await put(`/projects/${project}/environments/${id}/pointers/part`, { versionTag: '1.0.0' });
      const later = { versionTag: '2.0.0', promptText: `${project} later`, languageCode: 'en-US' };
      await post(`/projects/${project}/prompts/part/versions`, later);
      await post(`/projects/${project}/prompts/part/versions/2.0.0/activate`, {}, app.admin, 200);
    }
    await post('/projects/one/prompts', { name: 'Whole', promptText: '{{prompt:part}}, {{prompt:two/part}}', activate: true });
    const [first] = (await app.request('get', '/api/projects/one/environments', app.admin).expect(200)).body as Named[];
    await put(`/projects/one/environments/${first?.id ?? ''}/pointers/whole`, { versionTag: '1.0.0' });
    expect(await served('one/whole/latest/base?environmentName=production')).toBe('one released, two released');
    expect(await served('one/whole/latest/base')).toBe('one later, two later');
  });

  it('tenant: two have a prompt of one name in a project of one name, each with its own text', async () => {
    const stranger = await app.strangerToken();
    for (const token of [app.admin, stranger]) await post('/projects', { name: 'Same' }, token);
    await post('/projects/same/prompts', { name: 'Mail', promptText: 'ours', activate: true });
    await post('/projects/same/prompts', { name: 'Mail', promptText: 'theirs', activate: true }, stranger);
    expect([await served('same/mail/latest/base'), await served('same/mail/latest/base', stranger)]).toEqual(['ours', 'theirs']);
    const list = async (token: string): Promise<unknown> => (await app.request('get', '/api/projects?q=same', token).expect(200)).body;
    expect([await list(app.admin), await list(stranger)]).toMatchObject([[{ id: 'same' }], [{ id: 'same' }]]);
  });

  it('language: each of two translations is served in its own language, and the base in any other', async () => {
    await post('/projects', { name: 'Words' });
    const initialTranslations = [
      { languageCode: 'fr-FR', promptText: 'bonjour' },
      { languageCode: 'de-DE', promptText: 'guten Tag' },
    ];
    const body = { name: 'Hello', promptText: 'hello', languageCode: 'en-US', activate: true, initialTranslations };
    await post('/projects/words/prompts', body);
    const texts: unknown[] = [];
    for (const language of ['fr-FR', 'de-DE', 'en-US', 'nl-NL']) texts.push(await served(`words/hello/latest/lang/${language}`));
    expect(texts).toEqual(['bonjour', 'guten Tag', 'hello', 'hello']);
  });

  it('environment: a pointer moves in one and stays in the other', async () => {
    await post('/projects', { name: 'Stages' });
    await post('/projects/stages/prompts', { name: 'Mail', promptText: 'first', activate: true });
    await post('/projects/stages/prompts/mail/versions', { versionTag: '2.0.0', promptText: 'second', languageCode: 'en-US' });
    await post('/projects/stages/prompts/mail/versions/2.0.0/activate', {}, app.admin, 200);
    for (const name of ['staging', 'production']) {
      const { id } = await post('/projects/stages/environments', { name });
      await put(`/projects/stages/environments/${id}/pointers/mail`, { versionTag: '1.0.0' });
      if (name === 'staging') await put(`/projects/stages/environments/${id}/pointers/mail`, { versionTag: '2.0.0' });
    }
    const texts: unknown[] = [];
    for (const name of ['staging', 'production']) texts.push(await served(`stages/mail/latest/base?environmentName=${name}`));
    expect(texts).toEqual(['second', 'first']);
  });
});
