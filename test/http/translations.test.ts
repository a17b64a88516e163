import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

describe('translations over HTTP', () => {
  let app: TestingApp;
  const prompts = '/api/projects/shop/prompts';
  const bodyOf = (response: { readonly body: unknown }): unknown => response.body;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  const aPrompt = async (name: string, more: object = {}): Promise<string> => {
    const { id } = bodyOf(await app.call('post', prompts, { name, promptText: 'Dear {{who}}, {{n}}', ...more }).expect(201)) as {
      id: string;
    };
    return `${prompts}/${id}/versions/1.0.0`;
  };

  it('creates, reads, changes, confirms and deletes one', async () => {
    const version = await aPrompt('Order Mail');
    const base = `${version}/translations`;
    const created = await app
      .call('post', base, { languageCode: 'fr-FR', promptText: 'Cher {{who}}, {{n}}', tenantId: 'ignored' })
      .expect(201);
    expect(created.body).toMatchObject({ languageCode: 'fr-FR', promptText: 'Cher {{who}}, {{n}}', state: 'current' });
    const { versionId, sourceHash } = bodyOf(created) as { versionId: string; sourceHash: string };
    expect(bodyOf(await app.call('get', version).expect(200))).toMatchObject({ id: versionId });
    await app.call('post', base, { languageCode: 'fr-FR', promptText: 'x' }).expect(409);
    await app
      .call('post', `${prompts}/order-mail/versions/latest/translations`, { languageCode: 'de-DE', promptText: 'Liebe' })
      .expect(201);
    expect(bodyOf(await app.call('get', base).expect(200))).toMatchObject([{ languageCode: 'de-DE' }, { languageCode: 'fr-FR' }]);
    expect(bodyOf(await app.call('get', `${base}/fr-FR`).expect(200))).toEqual(created.body);
    const page = await app.call('get', `${base}?limit=1&sort=-languageCode&state=current`).expect(200);
    expect([page.body, page.headers.link]).toEqual([[created.body], expect.stringContaining('rel="next"')]);
    await app.call('get', `${base}?state=old`).expect(400);

    const { etag = '' } = created.headers as Record<string, string>;
    expect(etag).toMatch(/^"1-/u);
    await app.call('get', `${base}/fr-FR`).set('if-none-match', etag).expect(304);
    const late = '"7-rs4Q5g2Ksz1vCyOSjTx2pZ5HbSvXyvCkl7hKEnHXTiI"';
    await app.call('patch', `${base}/fr-FR`, { promptText: 'x' }).set('if-match', late).expect(412);
    await app.call('post', `${base}/fr-FR/confirm`).set('if-match', late).expect(412);
    await app.call('delete', `${base}/fr-FR`).set('if-match', late).expect(412);
    await app.call('post', `${base}/fr-FR/confirm`).set('if-match', etag).expect(200);

    await app.call('patch', version, { promptText: 'Hello {{who}}' }).expect(200);
    expect(bodyOf(await app.call('get', `${base}/fr-FR`).expect(200))).toMatchObject({ state: 'stale', sourceHash });
    expect(bodyOf(await app.call('get', `${prompts}/order-mail`).expect(200))).toMatchObject({
      versions: [{ translations: [{ state: 'stale' }, { state: 'stale' }] }],
    });
    expect(bodyOf(await app.call('post', `${base}/fr-FR/confirm`).expect(200))).toMatchObject({
      state: 'current',
      promptText: 'Cher {{who}}, {{n}}',
    });
    expect(bodyOf(await app.call('patch', `${base}/de-DE`, { promptText: 'Hallo' }).expect(200))).toMatchObject({
      state: 'current',
      promptText: 'Hallo',
    });
    const deleted = await app.call('delete', `${base}/de-DE`).expect(200);
    expect(deleted.body).toMatchObject({ languageCode: 'de-DE', promptText: 'Hallo' });
    await app.call('get', `${base}/de-DE`).expect(404);
    await app.call('delete', `${base}/de-DE`).expect(404);
    await app.call('post', `${base}/de-DE/confirm`).expect(404);
  });

  it('says what is wrong with one', async () => {
    const base = `${await aPrompt('Faulty')}/translations`;
    const refused = async (method: Method, path: string, body: object, status: number) =>
      (await app.call(method, path, body).expect(status)).body as { message: unknown; errors: { pointer: string }[] };
    expect((await refused('post', base, { languageCode: 'fr', promptText: '' }, 400)).errors.map((each) => each.pointer)).toEqual([
      '/languageCode',
      '/promptText',
    ]);
    await refused('post', base, { languageCode: 'fr-FR' }, 400);
    await refused('post', base, { languageCode: 'fr-FR', promptText: 'x', color: 1 }, 400);
    await refused('post', base, { languageCode: 'fr-FR', promptText: 'x'.repeat(1024 * 1024 + 1) }, 413);
    await app.call('post', base, { languageCode: 'fr-FR', promptText: 'x' }).expect(201);
    await refused('patch', `${base}/fr-FR`, { promptText: '' }, 400);
    await refused('patch', `${base}/fr-FR`, {}, 400);
    await refused('patch', `${base}/de-DE`, { promptText: 'x' }, 404);
    await refused('post', base.replace('1.0.0', '9.0.0'), { languageCode: 'fr-FR', promptText: 'x' }, 404);
    await refused('post', base.replace('faulty', 'nobody'), { languageCode: 'fr-FR', promptText: 'x' }, 404);
    await app.call('get', `${base}/fr-FR?variables=%5B%5D`).expect(400);
  });

  it('shows one as it would be served', async () => {
    const base = `${await aPrompt('Previewed')}/translations`;
    await app.call('post', base, { languageCode: 'fr-FR', promptText: 'Cher {{who}}, {{n}}' }).expect(201);
    const values = `variables=${encodeURIComponent('{"who":"Bo"}')}`;
    expect(bodyOf(await app.call('get', `${base}/fr-FR?processed=true&${values}`).expect(200))).toMatchObject({
      promptText: 'Cher Bo, {{n}}',
      metadata: { processed: true, unresolvedPromptPlaceholders: ['n'] },
    });
    expect(bodyOf(await app.call('get', `${base}/fr-FR?resolveAssets=TRUE&${values}`).expect(200))).toMatchObject({
      promptText: 'Cher Bo, {{n}}',
    });
    await aPrompt('Shown', { promptText: 'end', initialTranslations: [{ languageCode: 'fr-FR', promptText: 'fin' }] });
    await app.call('patch', `${base}/fr-FR`, { promptText: 'Cher {{who}}, {{prompt:shown}}' }).expect(200);
    const shown = async (query: string): Promise<unknown> => bodyOf(await app.call('get', `${base}/fr-FR?${query}&${values}`).expect(200));
    expect(await shown('processed=true')).toMatchObject({ promptText: 'Cher Bo, fin' });
    expect(await shown('processed=true&regionCode=en')).toMatchObject({ promptText: 'Cher Bo, end' });
    expect(await shown('resolveAssets=true')).toMatchObject({ promptText: 'Cher Bo, {{prompt:shown}}' });
    await app.call('get', `${base}/fr-FR?processed=true&environmentId=nowhere`).expect(404);
    await app.call('get', `${base}/fr-FR?processed=true&regionCode=de&strict=true`).expect(404);
    const plain = bodyOf(await app.call('get', `${base}/fr-FR?${values}`).expect(200));
    expect(plain).toMatchObject({ promptText: 'Cher {{who}}, {{prompt:shown}}' });
    expect(plain).not.toHaveProperty('metadata');
  });

  it('releases nothing that the project wants in more languages', async () => {
    expect(bodyOf(await app.call('get', '/api/projects/shop').expect(200))).toMatchObject({ requiredLanguages: [] });
    const body = { name: 'Gated', requiredLanguages: ['fr-FR', 'de', 'fr-FR'] };
    expect(bodyOf(await app.call('post', '/api/projects', body).expect(201))).toMatchObject({ requiredLanguages: ['de', 'fr-FR'] });
    const project = '/api/projects/gated';
    for (const bad of [['french'], ['fr_FR'], ['fr-fr'], [''], 'fr', [5]])
      await app.call('patch', project, { requiredLanguages: bad }).expect(400);
    await app.call('patch', project, { requiredLanguages: ['fr-FR'] }).expect(200);
    await app.call('post', `${project}/regions`, { languageCode: 'es-MX', name: 'Mexico' }).expect(201);
    await app.call('post', `${project}/prompts`, { name: 'Mail', promptText: 'Hi' }).expect(201);
    const version = `${project}/prompts/mail/versions/1.0.0`;
    const { id } = bodyOf(await app.call('post', `${project}/environments`, { name: 'live' }).expect(201)) as { id: string };
    const move = () => app.call('put', `${project}/environments/${id}/pointers/mail`, { versionTag: '1.0.0' });
    expect(bodyOf(await move().expect(409))).toMatchObject({
      code: 'prompts.languages_not_current',
      languages: [{ languageCode: 'fr-FR', state: 'missing' }],
    });
    const matrix = bodyOf(await app.call('get', `${version}/translations/status`).expect(200));
    expect(matrix).toMatchObject({
      versionTag: '1.0.0',
      languageCode: 'en-US',
      releasable: false,
      languages: [
        { languageCode: 'en-US', state: 'current', required: false, region: false, servedAs: 'en-US' },
        { languageCode: 'es-MX', state: 'missing', required: false, region: true, servedAs: null, sourceHash: null, updatedAt: null },
        { languageCode: 'fr-FR', state: 'missing', required: true, region: false },
      ],
    });
    await app.call('post', `${version}/translations`, { languageCode: 'fr-FR', promptText: 'Salut' }).expect(201);
    await move().expect(200);
    const next = { versionTag: '1.1.0', promptText: 'Hello', languageCode: 'en-US', translationsFrom: '1.0.0' };
    expect(bodyOf(await app.call('post', `${project}/prompts/mail/versions`, next).expect(201))).toMatchObject({
      translations: [{ languageCode: 'fr-FR', promptText: 'Salut', state: 'stale' }],
    });
    await app.call('post', `${project}/prompts/mail/versions`, { ...next, versionTag: '1.2.0', translationsFrom: '8.0.0' }).expect(404);
    expect(bodyOf(await app.call('patch', project, { requiredLanguages: null }).expect(200))).toMatchObject({ requiredLanguages: [] });
  });

  it('takes a pending request of its version back when it changes, and says so', async () => {
    const version = await aPrompt('Reviewed', { initialTranslations: [{ languageCode: 'de-DE', promptText: 'Liebe' }] });
    await app.call('post', `${prompts}/reviewed/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' }).expect(201);
    const asset = `${prompts}/reviewed/assets/sign/versions/1.0.0`;
    const kinds = [
      { at: version, ask: 'request-publish', asked: 200, text: 'promptText', action: 'version.unpublish' },
      { at: asset, ask: 'publish', asked: 201, text: 'value', action: 'asset_version.unpublish' },
    ];
    for (const { at, ask, asked, text, action } of kinds) {
      const request = () => app.call('post', `${at}/${ask}`).expect(asked);
      const listing = async () => (bodyOf(await app.call('get', at).expect(200)) as { marketplaceStatus: string }).marketplaceStatus;
      const base = `${at}/translations`;
      const changes: [Method, string, object | undefined, number][] = [
        ['post', base, { languageCode: 'fr-FR', [text]: 'Cher' }, 201],
        ['patch', `${base}/fr-FR`, { [text]: 'Chère' }, 200],
        ['delete', `${base}/fr-FR`, undefined, 200],
      ];
      for (const [method, path, body, status] of changes) {
        await request();
        expect(await listing()).toBe('PENDING_APPROVAL');
        await app.call(method, path, body).expect(status);
        expect(await listing()).toBe('NOT_PUBLISHED');
      }
      // Nothing that a reviewer read is different.
      await app.call('post', base, { languageCode: 'es-ES', [text]: 'Hola' }).expect(201);
      await request();
      await app.call('patch', `${base}/es-ES`, { [text]: 'Hola' }).expect(200);
      await app.call('post', `${base}/es-ES/confirm`).expect(200);
      expect(await listing()).toBe('PENDING_APPROVAL');
      const events = bodyOf(await app.call('get', `/api/audit/events?action=${action}`).expect(200)) as object[];
      expect(events).toHaveLength(3);
      for (const each of events)
        expect(each).toMatchObject({
          outcome: 'success',
          changes: { marketplaceStatus: { before: 'PENDING_APPROVAL', after: 'NOT_PUBLISHED' } },
          details: { changedTranslation: 'fr-FR' },
        });
    }
  });

  it('accepts the own language of a version, and says that the version is what is served', async () => {
    const version = await aPrompt('Own');
    await app.call('post', `${version}/translations`, { languageCode: 'en-US', promptText: 'Never' }).expect(201);
    const { languages } = bodyOf(await app.call('get', `${version}/translations/status`).expect(200)) as { languages: object[] };
    expect(languages).toMatchObject([{ languageCode: 'en-US', servedFrom: 'version', servedAs: 'en-US', unservedTranslation: true }]);
    const served = await app.call('post', '/api/serve-prompt/execute/shop/own/latest/lang/en-US').expect(201);
    expect(served.body).toMatchObject({ processedPrompt: 'Dear {{who}}, {{n}}', metadata: { languageUsed: 'en-US' } });
  });

  it('asks of an asset what it asks of a prompt: a matrix, and required languages before it is deployed', async () => {
    await app.call('post', '/api/projects', { name: 'Assets', requiredLanguages: ['fr-FR'] }).expect(201);
    const project = '/api/projects/assets';
    await app.call('post', `${project}/prompts`, { name: 'Mail', promptText: '{{asset:sign}}' }).expect(201);
    await app.call('post', `${project}/prompts/mail/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours' }).expect(201);
    const version = `${project}/prompts/mail/assets/sign/versions/1.0.0`;
    const status = async () => bodyOf(await app.call('get', `${version.replace('1.0.0', 'latest')}/translations/status`).expect(200));
    expect(await status()).toMatchObject({
      versionTag: '1.0.0',
      languageCode: 'en-US',
      releasable: false,
      languages: [
        { languageCode: 'en-US', state: 'current', servedFrom: 'version', required: false },
        { languageCode: 'fr-FR', state: 'missing', servedFrom: null, required: true },
      ],
    });
    const { id: environmentId } = bodyOf(await app.call('post', `${project}/environments`, { name: 'live' }).expect(201)) as { id: string };
    const { id: entityId } = bodyOf(await app.call('get', version).expect(200)) as { id: string };
    const approver = await app.userToken('admin');
    const requested = async (name: string): Promise<string> => {
      const items = [{ entityType: 'PROMPT_ASSET_VERSION', entityId, versionTag: '1.0.0' }];
      const asked = await app.call('post', `${project}/deployments`, { name, environmentId, items }).expect(201);
      const path = `${project}/deployments/${(asked.body as { id: string }).id}`;
      await app.request('put', `${path}/approve`, approver).expect(200);
      return path;
    };
    const first = await requested('first');
    expect(bodyOf(await app.call('get', `${first}/preview`).expect(200))).toMatchObject({
      items: [{ languages: [{ languageCode: 'fr-FR', state: 'missing' }] }],
    });
    expect((await app.call('post', `${first}/deploy`).expect(409)).text).toContain('fr-FR is missing');
    await app.call('post', `${version}/translations`, { languageCode: 'fr-FR', value: 'Bien à vous' }).expect(201);
    await app.call('patch', version, { value: 'Best' }).expect(200);
    expect((await app.call('post', `${await requested('second')}/deploy`).expect(409)).text).toContain('fr-FR is stale');
    await app.call('post', `${version}/translations/fr-FR/confirm`).expect(200);
    expect(await status()).toMatchObject({ releasable: true, languages: [{}, { state: 'current', servedFrom: 'translation' }] });
    await app.call('post', `${await requested('third')}/deploy`).expect(201);
    expect(
      (await app.call('get', `${version}/translations/status`).set('authorization', `Bearer ${await app.strangerToken()}`)).status,
    ).toBe(404);
  });

  it('is closed to strangers and to those who only serve', async () => {
    const base = `${await aPrompt('Closed')}/translations`;
    await app.call('post', base, { languageCode: 'fr-FR', promptText: 'Salut' }).expect(201);
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    const all: [Method, string, object?][] = [
      ['get', base],
      ['post', base, { languageCode: 'de-DE', promptText: 'x' }],
      ['get', `${base}/status`],
      ['get', `${base}/fr-FR`],
      ['patch', `${base}/fr-FR`, { promptText: 'x' }],
      ['post', `${base}/fr-FR/confirm`],
      ['delete', `${base}/fr-FR`],
    ];
    for (const [method, url, body] of all) {
      await app.request(method, url, stranger).send(body).expect(404);
      await app.request(method, url, consumer).send(body).expect(403);
      await app.request(method, url).send(body).expect(401);
    }
    expect(bodyOf(await app.call('get', `${base}/fr-FR`).expect(200))).toMatchObject({ promptText: 'Salut' });
  });
});
