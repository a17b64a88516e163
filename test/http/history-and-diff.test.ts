import { startTestingApp, type TestingApp } from './testing-app';

describe('history and differences of a prompt over HTTP', () => {
  let app: TestingApp;
  let environmentId: string;
  const prompts = '/api/projects/shop/prompts';
  const version = (versionTag: string, promptText: string, more: object = {}) =>
    app.call('post', `${prompts}/mail/versions`, { versionTag, promptText, languageCode: 'en-US', ...more }).expect(201);

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    const created = await app.call('post', '/api/projects/shop/environments', { name: 'production' }).expect(201);
    environmentId = (created.body as { id: string }).id;
    await app
      .call('post', prompts, { name: 'Mail', promptText: 'Dear {{variable:who}},\n{{asset:sign}}\n', languageCode: 'en-US' })
      .expect(201);
    await version('1.1.0', 'Hello {{variable:who}},\n{{asset:sign:2.0.0}}\n', {
      variables: [{ name: 'who', description: 'The guest' }],
      initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Bonjour' }],
    });
    await version('1.2.0', 'Hello {{variable:who}},\n{{asset:sign:2.0.0}}\n', {
      variables: [{ name: 'who', description: 'Who it goes to' }],
      initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Salut' }],
    });
  });
  afterAll(() => app.stop());

  it('shows what differs between two versions', async () => {
    const body: unknown = (await app.call('get', `${prompts}/mail/versions/1.0.0/diff/1.1.0`).expect(200)).body;
    expect(body).toMatchObject({
      before: '1.0.0',
      after: '1.1.0',
      text: { lines: [{ kind: 'removed' }, { kind: 'added' }], coarse: false },
      variables: { added: [], removed: [], changed: [{ name: 'who', before: { description: null }, after: { description: 'The guest' } }] },
      translations: { added: ['fr-FR'], removed: [], changed: [] },
      assets: { added: ['sign:2.0.0'], removed: ['sign'] },
    });
    expect((await app.call('get', `${prompts}/mail/versions/1.1.0/diff/latest`).expect(200)).body).toMatchObject({
      after: '1.2.0',
      text: { lines: [{ kind: 'same' }] },
      variables: { added: [], changed: [{ name: 'who', before: { description: 'The guest' }, after: { description: 'Who it goes to' } }] },
      translations: { added: [], removed: [], changed: [{ languageCode: 'fr-FR' }] },
    });
  });

  it('shows it as a unified text to who accepts text', async () => {
    const text = async (from: string, to: string) =>
      (
        await app
          .call('get', `${prompts}/mail/versions/${from}/diff/${to}`)
          .set('accept', 'text/plain')
          .expect(200)
          .expect('content-type', /text\/plain/u)
      ).text;
    expect(await text('1.0.0', '1.1.0')).toBe(
      [
        '===================================================================',
        '--- 1.0.0',
        '+++ 1.1.0',
        '@@ -1,2 +1,2 @@',
        '-Dear {{variable:who}},',
        '-{{asset:sign}}',
        '+Hello {{variable:who}},',
        '+{{asset:sign:2.0.0}}',
        '===================================================================',
        '--- 1.0.0/fr-FR',
        '+++ 1.1.0/fr-FR',
        '@@ -0,0 +1,1 @@',
        '+Bonjour',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
    expect(await text('1.1.0', '1.1.0')).toBe('');
  });

  it('tells the moves of its assets, and those of no asset that is called like it', async () => {
    await app.call('post', prompts, { name: 'Letter', promptText: '{{asset:mail}}' }).expect(201);
    for (const key of ['mail', 'deep/mail', 'sign'])
      await app.call('post', `${prompts}/letter/assets`, { key, name: key, initialValue: 'Yours' }).expect(201);
    const { id: staging } = (await app.call('post', '/api/projects/shop/environments', { name: 'staging' }).expect(201)).body as {
      id: string;
    };
    const versionOf = async (key: string): Promise<string> =>
      ((await app.call('get', `${prompts}/letter/assets/${encodeURIComponent(key)}/versions/1.0.0`).expect(200)).body as { id: string }).id;
    const letter = ((await app.call('get', `${prompts}/letter/versions/1.0.0`).expect(200)).body as { id: string }).id;
    const items = [{ entityType: 'PROMPT_VERSION', entityId: letter, versionTag: '1.0.0' }];
    for (const key of ['mail', 'deep/mail', 'sign'])
      items.push({ entityType: 'PROMPT_ASSET_VERSION', entityId: await versionOf(key), versionTag: '1.0.0' });
    const at = '/api/projects/shop/deployments';
    const deployed = async (name: string, some: object[]): Promise<string> => {
      const requested = await app.call('post', at, { name, environmentId: staging, items: some }).expect(201);
      const { id } = requested.body as { id: string };
      await app.request('put', `${at}/${id}/approve`, await app.userToken('admin')).expect(200);
      await app.call('post', `${at}/${id}/deploy`).expect(201);
      return id;
    };
    const first = await deployed('first', items.slice(0, 1));
    const second = await deployed('second', items.slice(1));
    await app.call('post', `${at}/${second}/rollback`, { rollbackToDeploymentId: first }).expect(201);
    const pointersOf = async (slug: string): Promise<string[]> => {
      const entries = (await app.call('get', `${prompts}/${slug}/history?limit=500`).expect(200)).body as {
        action: string;
        resource: { id: string };
        details: { deployment?: string; rollback?: boolean };
      }[];
      return entries
        .filter(({ action }) => action.startsWith('pointer.'))
        .map(({ action, resource, details }) => `${action} ${resource.id.replace(staging, 'staging')}${details.rollback ? ' back' : ''}`);
    };
    const found = await pointersOf('letter');
    expect(found.slice(0, 3).toSorted()).toEqual(
      ['deep/mail', 'mail', 'sign'].map((key) => `pointer.remove shop/staging/letter/${key} back`),
    );
    expect(found.slice(3, 6).toSorted()).toEqual(['deep/mail', 'mail', 'sign'].map((key) => `pointer.move shop/staging/letter/${key}`));
    expect(found.slice(6)).toEqual(['pointer.move shop/staging/letter']);
    expect(await pointersOf('mail')).toEqual([]);
  });

  it('finds no version that is not there, and nothing for others', async () => {
    await app.call('get', `${prompts}/mail/versions/1.0.0/diff/9.9.9`).expect(404);
    await app.call('get', `${prompts}/nothing/versions/1.0.0/diff/1.1.0`).expect(404);
    const stranger = await app.strangerToken();
    await app.request('get', `${prompts}/mail/versions/1.0.0/diff/1.1.0`, stranger).expect(404);
    await app.request('get', `${prompts}/mail/history`, stranger).expect(404);
    const consumer = await app.userToken('prompt_consumer');
    await app.request('get', `${prompts}/mail/versions/1.0.0/diff/1.1.0`, consumer).expect(403);
    await app.request('get', `${prompts}/mail/history`, consumer).expect(403);
  });

  it('tells who did what, newest first, and nothing of what happened elsewhere', async () => {
    await app.call('post', prompts, { name: 'Mail 2', promptText: 'x', slug: 'mail-2' }).expect(201);
    await app.call('put', `/api/projects/shop/environments/${environmentId}/pointers/mail-2`, { versionTag: '1.0.0' }).expect(200);
    await app.call('put', `/api/projects/shop/environments/${environmentId}/pointers/mail`, { versionTag: '1.1.0' }).expect(200);
    await app.call('post', `${prompts}/mail/versions/1.0.0/archive`).expect(200);
    const body: unknown = (await app.call('get', `${prompts}/mail/history`).expect(200)).body;
    const entries = body as { action: string; resource: { id: string }; actor: { name: string }; changes: Record<string, unknown> }[];
    expect(entries.map(({ action, resource }) => `${action} ${resource.id}`)).toEqual([
      'version.archive shop/mail/1.0.0',
      `pointer.move shop/${environmentId}/mail`,
      'version.activate shop/mail/1.1.0',
      'translation.create shop/mail/1.2.0/fr-FR',
      'version.create shop/mail/1.2.0',
      'translation.create shop/mail/1.1.0/fr-FR',
      'version.create shop/mail/1.1.0',
      'version.create shop/mail/1.0.0',
      'prompt.create shop/mail',
    ]);
    expect(entries[0]).toMatchObject({ actor: { type: 'user', email: 'root@japm.test' }, changes: { status: { after: 'archived' } } });
  });

  it('pages, and begins anew with a prompt that takes the slug of a deleted one', async () => {
    const first = await app.call('get', `${prompts}/mail/history?limit=2`).expect(200);
    const next = /<([^>]+)>; rel="next"/u.exec(first.get('link') ?? '')?.[1] ?? '';
    const second = await app.call('get', next).expect(200);
    const whole = (await app.call('get', `${prompts}/mail/history`).expect(200)).body as unknown[];
    expect([...(first.body as unknown[]), ...(second.body as unknown[])]).toEqual(whole.slice(0, 4));
    await app.call('get', `${prompts}/mail/history?cursor=nonsense`).expect(400);
    await app.call('get', `${prompts}/mail/history?limit=0`).expect(400);
    await app.call('post', prompts, { name: 'Short', promptText: 'x' }).expect(201);
    await app.call('delete', `${prompts}/short`).expect(200);
    await app.call('post', prompts, { name: 'Short', promptText: 'y' }).expect(201);
    const anew = (await app.call('get', `${prompts}/short/history`).expect(200)).body as { action: string }[];
    expect(anew.filter(({ action }) => action === 'prompt.delete')).toEqual([]);
  });
});
