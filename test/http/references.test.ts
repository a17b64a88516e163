import { startTestingApp, type TestingApp } from './testing-app';

interface Id {
  readonly id: string;
}

describe('prompts that refer to each other, over HTTP', () => {
  let app: TestingApp;
  let environmentId: string;
  const prompts = (project = 'shop'): string => `/api/projects/${project}/prompts`;
  const bodyOf = (response: { readonly body: unknown }): unknown => response.body;
  const aPrompt = (name: string, promptText: string, more: object = {}, project = 'shop') =>
    app.call('post', prompts(project), { name, promptText, activate: true, ...more }).expect(201);
  const serve = (prompt: string, query = '', body: object = {}, language?: string) =>
    app.call(
      'post',
      `/api/serve-prompt/execute/shop/${prompt}/latest/${language === undefined ? 'base' : `lang/${language}`}${query}`,
      body,
    );
  const aVersion = async (prompt: string, versionTag: string, promptText: string): Promise<void> => {
    await app.call('post', `${prompts()}/${prompt}/versions`, { versionTag, promptText, languageCode: 'en-US' }).expect(201);
    await app.call('post', `${prompts()}/${prompt}/versions/${versionTag}/activate`).expect(200);
  };
  const point = (prompt: string, versionTag: string, more: object = {}) =>
    app.call('put', `/api/projects/shop/environments/${environmentId}/pointers/${prompt}`, { versionTag, ...more }).expect(200);

  beforeAll(async () => {
    app = await startTestingApp();
    for (const name of ['Shop', 'Lib', 'Closed']) await app.given.project(name);
    environmentId = (bodyOf(await app.call('post', '/api/projects/shop/environments', { name: 'production' }).expect(201)) as Id).id;
    const user = bodyOf(await app.call('get', '/api/auth/profile', {}, await app.userToken('user')).expect(200)) as Id;
    await aPrompt('Secret', 'closed text', {}, 'closed');
    await app.call('put', `/api/projects/closed/members/${user.id}`, { role: 'viewer' }).expect(200);
    const initialTranslations = [{ languageCode: 'fr-FR', promptText: 'Salut {{who}}' }];
    await aPrompt('Greeting', 'Hi {{who}}', { initialTranslations, variables: [{ name: 'who', default: 'you' }] });
    await aPrompt('Footer', 'lib {{prompt:part}}', {}, 'lib');
    await aPrompt('Part', 'part {{n}}', { variables: [{ name: 'n', type: 'number' }] }, 'lib');
    await aPrompt('Mail', '{{prompt:greeting}}! {{prompt:lib/footer:1.0.0}} {{prompt:greeting:1.0.0:fr}}');
  });
  afterAll(() => app.stop());

  it('are served with all that they refer to, which the answer names', async () => {
    const served = bodyOf(await serve('mail', '', { variables: { n: 1 } }).expect(201));
    expect(served).toMatchObject({
      processedPrompt: 'Hi you! lib part 1 Salut you',
      fallback: false,
      metadata: {
        unresolvedPromptPlaceholders: [],
        variablesProvided: ['n'],
        assetsUsed: [],
        resolvedPrompts: [
          { identifier: 'greeting', projectId: 'shop', versionTag: '1.0.0', status: 'resolved', sourceTextLength: 10 },
          { identifier: 'footer', projectId: 'lib', versionTag: '1.0.0' },
          { identifier: 'part', projectId: 'lib' },
          { identifier: 'greeting', sourceTextLength: 13 },
        ],
      },
    });
    expect(bodyOf(await serve('mail', '?processed=false').expect(201))).toMatchObject({
      processedPrompt: '{{prompt:greeting}}! {{prompt:lib/footer:1.0.0}} {{prompt:greeting:1.0.0:fr}}',
      metadata: { resolvedPrompts: [], assetsUsed: [], unresolvedPromptPlaceholders: [] },
    });
  });

  it('come in the language that was asked for, and strictly in no other', async () => {
    expect(bodyOf(await serve('mail', '', { variables: { n: 1 } }, 'fr').expect(201))).toMatchObject({
      processedPrompt: 'Salut you! lib part 1 Salut you',
      fallback: true,
    });
    const refused = bodyOf(await serve('mail', '?strict=true', { variables: { n: 1 } }, 'fr').expect(404));
    expect(refused).toMatchObject({ code: 'prompts.language_missing', language: 'fr', missing: ['mail', 'footer', 'part'] });
    await serve('greeting', '?strict=true', {}, 'fr').expect(201);
    await serve('greeting', '?strict=true&processed=false', {}, 'de').expect(404);
    await app.call('get', `${prompts()}/greeting/resolve?version=latest&language=de&strict=true`).expect(404);
    await app.call('get', `${prompts()}/greeting/versions/latest?processed=true&regionCode=de&strict=true`).expect(404);
  });

  it('are errors when they are missing, closed, circular or too deep, with the way that led there', async () => {
    await aPrompt('Broken', '{{prompt:middle}}');
    await aPrompt('Middle', '{{prompt:nowhere:2.0.0}}');
    expect(bodyOf(await serve('broken').expect(404))).toMatchObject({
      code: 'prompts.reference_not_found',
      reference: 'nowhere:2.0.0',
      path: ['broken', 'middle', 'nowhere:2.0.0'],
    });
    await aPrompt('Nosy', '{{prompt:closed/secret}}');
    const consumer = await app.userToken('prompt_consumer');
    expect(bodyOf(await serve('nosy').expect(201))).toMatchObject({ processedPrompt: 'closed text' });
    const closed = bodyOf(await app.request('post', '/api/serve-prompt/execute/shop/nosy/latest/base', consumer).send({}).expect(404));
    await aPrompt('Nosier', '{{prompt:closed/none}}');
    const none = bodyOf(await app.request('post', '/api/serve-prompt/execute/shop/nosier/latest/base', consumer).send({}).expect(404));
    expect(closed).toMatchObject({ code: 'prompts.reference_not_found', path: ['nosy', 'closed/secret'] });
    expect(none).toMatchObject({ code: 'prompts.reference_not_found', path: ['nosier', 'closed/none'] });
    await aPrompt('Ring', '{{prompt:ring-back}}');
    await aPrompt('Ring Back', '{{prompt:ring}}');
    const circular = bodyOf(await serve('ring').expect(400)) as { message: string };
    expect(circular.message).toMatch(/^Circular reference detected for prompt 'ring': ring → ring-back → ring$/u);
    for (const level of [1, 2, 3, 4, 5, 6]) await aPrompt(`Level ${level}`, level === 6 ? 'end' : `{{prompt:level-${level + 1}}}`);
    expect(bodyOf(await serve('level-1').expect(201))).toMatchObject({ processedPrompt: 'end' });
    await aPrompt('Level 0', '{{prompt:level-1}}');
    expect(bodyOf(await serve('level-0').expect(400))).toMatchObject({ code: 'prompts.reference_too_deep' });
  });

  it('follow the environment, and `latest` outside of one', async () => {
    await aPrompt('Inner', 'one');
    await aPrompt('Outer', '{{prompt:inner}} {{prompt:inner:2.0.0}}');
    await aVersion('inner', '2.0.0', 'two');
    await point('outer', '1.0.0', { breakGlass: { reason: 'before what it shows' } });
    expect(bodyOf(await serve('outer', '?environmentName=production').expect(404))).toMatchObject({ path: ['outer', 'inner'] });
    await point('inner', '1.0.0');
    expect(bodyOf(await serve('outer', '?environmentName=production').expect(201))).toMatchObject({ processedPrompt: 'one two' });
    expect(bodyOf(await serve('outer').expect(201))).toMatchObject({ processedPrompt: 'two two' });
    const preview = (query: string) => app.call('get', `${prompts()}/outer/versions/1.0.0?${query}`);
    expect(bodyOf(await preview(`processed=true&environmentId=${environmentId}`).expect(200))).toMatchObject({ promptText: 'one two' });
    expect(bodyOf(await preview('processed=true').expect(200))).toMatchObject({ promptText: 'two two' });
    expect(bodyOf(await preview('resolveAssets=true').expect(200))).toMatchObject({
      promptText: '{{prompt:inner}} {{prompt:inner:2.0.0}}',
    });
    await preview('processed=true&environmentId=nowhere').expect(404);
    await preview('processed=true&regionCode=nonsense').expect(400);
    await preview('processed=true&variables=%5B%5D').expect(400);
  });

  it('show their assets: the served version, in the language, unless a variable wins or it is disabled', async () => {
    await aPrompt('Signed', '{{asset:sign}} {{asset:sign:1.0.0}} {{asset:sign:9}} {{asset:none}}');
    const assets = `${prompts()}/signed/assets`;
    const initialTranslations = [{ languageCode: 'fr-FR', value: 'Salut {{who}}' }];
    await app.call('post', assets, { key: 'sign', name: 'S', initialValue: 'Bye {{who}} {{asset:sign}}', initialTranslations }).expect(201);
    await app
      .call('post', `${assets}/sign/versions`, { value: 'Two {{prompt:end}}', versionTag: '2.0.0', languageCode: 'en-US' })
      .expect(201);
    await app.call('post', `${assets}/sign/versions/2.0.0/activate`).expect(200);
    await aPrompt('End', 'END');
    const served = bodyOf(await serve('signed', '?includeAssets=true', { variables: { who: 'Bo' } }).expect(201));
    expect(served).toMatchObject({
      processedPrompt: 'Two END Bye Bo {{asset:sign}} Two END {{asset:none}}',
      metadata: {
        assetsUsed: [
          { key: 'sign', placeholderUsed: '{{asset:sign}}', versionTag: '2.0.0', languageUsed: 'base_asset' },
          { key: 'sign', placeholderUsed: '{{asset:sign:1.0.0}}', versionTag: '1.0.0', languageUsed: 'base_asset' },
          { key: 'sign', placeholderUsed: '{{asset:sign:9}}', versionTag: '2.0.0', languageUsed: 'base_asset' },
        ],
        resolvedPrompts: [{ identifier: 'end' }],
        unresolvedPromptPlaceholders: ['asset:sign', 'asset:none'],
      },
      assets: [{ key: 'sign', enabled: true, versions: [{ value: 'Two {{prompt:end}}', versionTag: '2.0.0', languageCode: 'en-US' }] }],
    });
    expect(bodyOf(await serve('signed', '', {}, 'fr').expect(201))).toMatchObject({
      processedPrompt: 'Two END Salut {{who}} Two END {{asset:none}}',
      metadata: {
        assetsUsed: [{ languageUsed: 'base_asset_fallback' }, { languageUsed: 'fr-FR' }, { languageUsed: 'base_asset_fallback' }],
      },
    });
    expect(bodyOf(await serve('signed', '', { variables: { sign: 'x', none: '{{asset:sign}}' } }).expect(201))).toMatchObject({
      processedPrompt: 'x x x {{asset:sign}}',
      metadata: { assetsUsed: [], unresolvedPromptPlaceholders: [] },
    });
    const path = `${prompts()}/signed/resolve`;
    expect(bodyOf(await app.call('post', path, { version: 'latest', variables: { sign: 'x' } }).expect(422))).toMatchObject({
      unresolved: ['asset:none'],
    });
    const etag = async (): Promise<string> => (await app.call('get', `${path}?version=latest`).expect(200)).headers.etag ?? '';
    const before = await etag();
    await app.call('patch', `${assets}/sign`, { enabled: false }).expect(200);
    expect(await etag()).not.toBe(before);
    expect(bodyOf(await serve('signed').expect(201))).toMatchObject({
      processedPrompt: '{{asset:sign}} {{asset:sign:1.0.0}} {{asset:sign:9}} {{asset:none}}',
      metadata: { assetsUsed: [], unresolvedPromptPlaceholders: ['asset:sign', 'asset:none'] },
    });
    const preview = bodyOf(
      await app.call('get', `${prompts()}/signed/versions/latest?resolveAssets=true&variables=%7B%22none%22:1%7D`).expect(200),
    );
    expect(preview).toMatchObject({ promptText: '{{asset:sign}} {{asset:sign:1.0.0}} {{asset:sign:9}} 1' });
  });

  it('resolve strictly over all texts, under an ETag over all of them', async () => {
    const path = `${prompts()}/mail/resolve`;
    const refused = bodyOf(await app.call('post', path, { version: 'latest', variables: { who: 1, x: 1 } }).expect(422));
    expect(refused).toMatchObject({ missing: ['n'], unknown: ['x'], mistyped: ['who'], unresolved: [] });
    const resolved = bodyOf(await app.call('post', path, { version: 'latest', variables: { n: 2 } }).expect(200));
    expect(resolved).toMatchObject({
      text: 'Hi you! lib part 2 Salut you',
      fragments: [
        { kind: 'prompt', projectId: 'shop', identifier: 'greeting', language: { requested: null, served: 'en-US' } },
        { kind: 'prompt', projectId: 'lib', identifier: 'footer', version: '1.0.0' },
        { kind: 'prompt', projectId: 'lib', identifier: 'part' },
        { kind: 'prompt', projectId: 'shop', identifier: 'greeting', language: { requested: 'fr', served: 'fr-FR' } },
      ],
    });
    const template = await app.call('get', `${path}?version=latest`).expect(200);
    const etag = template.headers.etag ?? '';
    expect(bodyOf(template)).toMatchObject({
      etag: (resolved as { etag: string }).etag,
      variables: [
        { name: 'who', default: 'you' },
        { name: 'n', type: 'number', required: true },
      ],
    });
    await app.request('get', `${path}?version=latest`, app.admin).set('if-none-match', etag).expect(304);
    await aVersion('greeting', '1.1.0', 'Hello {{who}}');
    const after = await app.request('get', `${path}?version=latest`, app.admin).set('if-none-match', etag).expect(200);
    expect(after.headers.etag).not.toBe(etag);
    await app.call('post', `${prompts()}/level-0/resolve`, { version: 'latest' }).expect(400);
  });
});
