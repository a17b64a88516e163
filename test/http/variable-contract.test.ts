import { startTestingApp, type TestingApp } from './testing-app';

describe('the contract of variables from release to release', () => {
  let app: TestingApp;
  let production: string;
  const prompts = '/api/projects/shop/prompts';

  const aPrompt = (name: string, more: object) => app.call('post', prompts, { name, activate: true, ...more }).expect(201);
  const aVersion = async (prompt: string, versionTag: string, promptText: string, more: object = {}): Promise<{ id: string }> =>
    (await app.call('post', `${prompts}/${prompt}/versions`, { versionTag, promptText, languageCode: 'en-US', ...more }).expect(201))
      .body as {
      id: string;
    };
  const point = (prompt: string, versionTag: string) =>
    app.call('put', `/api/projects/shop/environments/${production}/pointers/${prompt}`, { versionTag });
  const resolve = (prompt: string, variables: object) =>
    app.call('post', `${prompts}/${prompt}/resolve`, { environment: 'production', variables });
  const preview = async (prompt: string, versionTag: string, entityId: string): Promise<object> => {
    const items = [{ entityType: 'PROMPT_VERSION', entityId, versionTag }];
    const body = { name: `${prompt} ${versionTag}`, environmentId: production, items };
    const { id } = (await app.call('post', '/api/projects/shop/deployments', body).expect(201)).body as { id: string };
    return (await app.call('get', `/api/projects/shop/deployments/${id}/preview`).expect(200)).body as object;
  };

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    const { body } = (await app.call('post', '/api/projects/shop/environments', { name: 'production' }).expect(201)) as {
      body: { id: string };
    };
    production = body.id;
  }, 30_000);
  afterAll(() => app.stop());

  it('is taken over by versions that say nothing of variables, so that production goes on', async () => {
    const variables = [
      { name: 'tone', default: 'warm' },
      { name: 'order', type: 'number' },
    ];
    await aPrompt('Mail', { promptText: 'A {{tone}} mail of {{order}}', variables });
    await point('mail', '1.0.0').expect(200);
    expect(await aVersion('mail', '1.1.0', 'A very {{tone}} mail of {{order}} for {{who}}')).toMatchObject({
      variablesDeclared: true,
      variables: [
        { name: 'tone', required: false, default: 'warm' },
        { name: 'order', type: 'number', required: true },
      ],
    });
    await point('mail', '1.1.0').expect(200);
    expect((await resolve('mail', { order: 7, who: 'Bo' }).expect(200)).body).toMatchObject({ text: 'A very warm mail of 7 for Bo' });

    // The text does not use it any more, and callers that send it are served.
    const { id } = await aVersion('mail', '1.3.0', 'A mail of {{order}} for {{who}}', { variables: null });
    expect(await preview('mail', '1.3.0', id)).toMatchObject({ items: [{ fault: null, breaking: [] }] });
    await point('mail', '1.3.0').expect(200);
    expect((await resolve('mail', { order: 7, who: 'Bo', tone: 'cold' }).expect(200)).body).toMatchObject({ text: 'A mail of 7 for Bo' });
  });

  it('is broken by a version that declares nothing on purpose, and preview, pointer, activation and deployment say so', async () => {
    await aPrompt('Chat', {
      promptText: '{{tone}} {{n}}',
      variables: [
        { name: 'tone', default: 'warm' },
        { name: 'n', type: 'number' },
      ],
    });
    await point('chat', '1.0.0').expect(200);
    const { id } = await aVersion('chat', '1.1.0', '{{n}} {{tone}}', { variables: [] });
    const breaking = [
      { name: 'tone', change: 'required', before: 'string', after: 'string' },
      { name: 'n', change: 'retyped', before: 'number', after: 'string' },
    ];
    const fault = "Version '1.1.0' breaks variables of '1.0.0': tone (required), n (number → string)";
    expect(await preview('chat', '1.1.0', id)).toMatchObject({ items: [{ fault: expect.stringContaining(fault) as string, breaking }] });
    expect((await point('chat', '1.1.0').expect(409)).body).toMatchObject({ code: 'prompts.breaking_variables', breaking });
    const activate = (body: object) => app.call('post', `${prompts}/chat/versions/1.1.0/activate`, body);
    expect((await activate({}).expect(409)).body).toMatchObject({ code: 'prompts.breaking_variables', follows: '1.0.0', breaking });
    await activate({ allowBreaking: true, reason: 'nobody relies on it' }).expect(200);
    await point('chat', '1.1.0').expect(200);
  });

  it('is broken by removing a variable that could be left out as well', async () => {
    await aPrompt('Note', { promptText: 'x {{tone}}', variables: [{ name: 'tone', default: 'warm' }] });
    await point('note', '1.0.0').expect(200);
    for (const [versionTag, variables] of [
      ['1.1.0', []],
      ['1.2.0', [{ name: 'other', default: '' }]],
    ] as const) {
      const { id } = await aVersion('note', versionTag, 'x', { variables });
      const breaking = [{ name: 'tone', change: 'removed', before: 'string', after: null }];
      expect(await preview('note', versionTag, id)).toMatchObject({
        items: [{ fault: expect.stringContaining('tone (removed)') as string, breaking }],
      });
      expect((await point('note', versionTag).expect(409)).body).toMatchObject({ breaking });
    }
  });

  it('is told, and keeps nobody, where no version ever declared anything', async () => {
    await aPrompt('Plain', { promptText: '{{a}} {{b}}' });
    await point('plain', '1.0.0').expect(200);
    const { id } = await aVersion('plain', '1.1.0', '{{a}}');
    expect(await preview('plain', '1.1.0', id)).toMatchObject({
      items: [{ fault: null, breaking: [{ name: 'b', change: 'removed', before: 'string', after: null }] }],
    });
    await point('plain', '1.1.0').expect(200);
  });

  it('comes from the highest active version before it, else from the highest', async () => {
    const declared = (name: string) => ({ variables: [{ name, required: false }] });
    await app.call('post', prompts, { name: 'Many', promptText: 'x', ...declared('first') }).expect(201);
    const names = async (versionTag: string): Promise<string[]> => {
      const { variables } = (await aVersion('many', versionTag, 'x')) as unknown as { variables: { name: string }[] };
      return variables.map(({ name }) => name);
    };
    await aVersion('many', '1.5.0', 'x', declared('second'));
    expect(await names('1.2.0')).toEqual(['first']);
    expect(await names('1.6.0')).toEqual(['second']);
    await app.call('post', `${prompts}/many/versions/1.0.0/activate`).expect(200);
    expect(await names('1.7.0')).toEqual(['first']);
    expect(await names('2.0.0')).toEqual(['first']);
    expect(await names('0.9.0')).toEqual([]);
    await app.call('post', `${prompts}/many/versions`, { versionTag: 'no tag', promptText: 'x', languageCode: 'en' }).expect(400);
  });
});
