import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'patch' | 'delete';
interface Refusal {
  readonly message: unknown;
  readonly code: string;
  readonly errors: readonly { readonly pointer: string }[];
}

describe('assets over HTTP', () => {
  let app: TestingApp;
  const assets = '/api/projects/shop/prompts/order-mail/assets';
  const anAsset = (key: string, more: object = {}) =>
    app.call('post', assets, { key, name: 'Signature', initialValue: 'Yours, {{who}}', ...more }).expect(201);
  const refused = async (method: Method, path: string, status: number, body?: object): Promise<Refusal> =>
    (await app.call(method, path, body).expect(status)).body as Refusal;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.call('post', '/api/projects/shop/prompts', { name: 'Order Mail', promptText: 'Hi', languageCode: 'es-MX' }).expect(201);
  });
  afterAll(() => app.stop());

  it('creates, reads, changes and deletes one', async () => {
    const created = await anAsset('sign', {
      tenantId: 'ignored',
      initialTranslations: [
        { languageCode: 'fr', value: 'Cordialement' },
        { languageCode: 'de-DE', value: 'Gruß' },
      ],
    });
    const wanted = { key: 'sign', name: 'Signature', promptId: 'order-mail', projectId: 'shop', category: null, enabled: true };
    expect(created.body).toMatchObject(wanted);
    const version = {
      versionTag: '1.0.0',
      status: 'active',
      languageCode: 'es-MX',
      value: 'Yours, {{who}}',
      marketplaceStatus: 'NOT_PUBLISHED',
    };
    expect((await app.call('get', `${assets}/sign`).expect(200)).body).toMatchObject({
      ...wanted,
      promptName: 'Order Mail',
      versions: [
        {
          ...version,
          activeInEnvironments: [],
          translations: [
            { languageCode: 'de-DE', value: 'Gruß', state: 'current' },
            { languageCode: 'fr', value: 'Cordialement', state: 'current' },
          ],
        },
      ],
    });
    await anAsset('another');
    expect((await app.call('get', assets).expect(200)).body).toMatchObject([
      { key: 'another' },
      { key: 'sign', versions: [{ versionTag: '1.0.0', status: 'active', createdAt: expect.any(String) as unknown }] },
    ]);
    const patch = { name: 'Closing', category: 'mail', enabled: false, initialTranslations: [] };
    const changed = await app.call('patch', `${assets}/sign`, patch).expect(200);
    expect(changed.body).toMatchObject({ key: 'sign', name: 'Closing', category: 'mail', enabled: false });
    expect((await app.call('patch', `${assets}/sign`, { category: null }).expect(200)).body).toMatchObject({
      category: null,
      enabled: false,
    });
    await app.call('patch', `${assets}/sign`, {}).expect(200);
    expect((await app.call('delete', `${assets}/sign`).expect(200)).body).toMatchObject({ key: 'sign', name: 'Closing' });
    await app.call('get', `${assets}/sign`).expect(404);
  });

  it('says what is wrong with one', async () => {
    await anAsset('taken');
    const asset = { key: 'x', name: 'x', initialValue: 'x' };
    expect((await refused('post', assets, 409, { ...asset, key: 'taken' })).message).toContain('already exists');
    const faulty = { key: ' ', name: '', initialValue: '', languageCode: 'e', initialTranslations: [{ languageCode: 'fr', value: '' }] };
    expect((await refused('post', assets, 400, faulty)).errors.map((each) => each.pointer)).toEqual([
      '/key',
      '/name',
      '/initialValue',
      '/languageCode',
      '/initialTranslations/0/value',
    ]);
    const twice = { initialTranslations: ['fr-FR', 'FR-fr'].map((languageCode) => ({ languageCode, value: 'x' })) };
    await refused('post', assets, 400, { ...asset, ...twice });
    expect((await refused('post', assets, 400, { ...asset, color: 1 })).message).toEqual(['property color should not exist']);
    await refused('post', assets, 413, { ...asset, initialValue: 'x'.repeat(1024 * 1024 + 1) });
    await refused('patch', `${assets}/taken`, 400, { enabled: 'yes' });
    await refused('patch', `${assets}/taken`, 400, { name: ' ' });
    await refused('patch', `${assets}/nobody`, 404, { name: 'x' });
    await refused('delete', `${assets}/nobody`, 404);
    await refused('post', assets.replace('order-mail', 'nobody'), 404, asset);
    await refused('get', assets.replace('shop', 'nobody'), 404);
    expect((await app.call('get', assets.replace('order-mail', 'nobody')).expect(200)).body).toEqual([]);
  });

  it('takes keys and tags of any letters', async () => {
    const key = 'Grüße/日本 100%';
    await anAsset(key);
    const one = `${assets}/${encodeURIComponent(key)}`;
    await app.call('post', `${one}/versions`, { value: '', versionTag: 'spring/2 β', languageCode: 'en' }).expect(201);
    expect((await app.call('get', `${one}/versions/${encodeURIComponent('spring/2 β')}`).expect(200)).body).toMatchObject({ value: '' });
  });

  it('keeps versions, newest first, and finds them by language', async () => {
    await anAsset('versioned', { languageCode: 'en-US' });
    const base = `${assets}/versioned/versions`;
    const body = { value: 'Best', versionTag: '2.0.0', languageCode: 'en-GB', changeMessage: 'warmer' };
    const created = await app.call('post', base, { ...body, translations: [{ languageCode: 'fr-FR', value: 'Salut' }] }).expect(201);
    expect(created.body).toMatchObject({ ...body, status: 'draft', translations: [{ languageCode: 'fr-FR', value: 'Salut' }] });
    expect((await refused('post', base, 409, body)).message).toContain('already exists');
    for (const versionTag of ['latest', 'LATEST', ' ', 'x'.repeat(51)]) await refused('post', base, 400, { ...body, versionTag });
    const found = async (query: string): Promise<string[]> => {
      const { body: answer } = (await app.call('get', `${base}${query}`).expect(200)) as { body: { versionTag: string }[] };
      return answer.map((each) => each.versionTag);
    };
    expect(await found('')).toEqual(['2.0.0', '1.0.0']);
    expect(await found('?languageCode=fr-FR')).toEqual(['2.0.0']);
    expect(await found('?languageCode=en-US')).toEqual(['1.0.0']);
    expect(await found('?languageCode=xx')).toEqual([]);
    expect((await app.call('get', `${base}/2.0.0`).expect(200)).body).toEqual(created.body);
    expect((await app.call('get', `${base}/latest`).expect(200)).body).toEqual(created.body);
    await app.call('get', `${base}/2.0.0?languageCode=fr-FR`).expect(200);
    await refused('get', `${base}/2.0.0?languageCode=en-US`, 404);
    await refused('get', `${base}/3.0.0`, 404);
    expect((await app.call('delete', `${base}/2.0.0`).expect(200)).body).toEqual(created.body);
    await refused('delete', `${base}/2.0.0`, 404);
  });

  it('lets a version be changed while it is active, which makes its translations stale, and takes it to the archive and back', async () => {
    await anAsset('life', { initialTranslations: [{ languageCode: 'fr-FR', value: 'Salut' }] });
    const one = `${assets}/life/versions/1.0.0`;
    const messaged = await app.call('patch', one, { changeMessage: 'why' }).expect(200);
    expect(messaged.body).toMatchObject({ changeMessage: 'why', translations: [{ state: 'current' }] });
    const edited = await app.call('patch', one, { value: 'Bye', languageCode: 'en' }).expect(200);
    expect(edited.body).toMatchObject({ value: 'Bye', languageCode: 'en', status: 'active', translations: [{ state: 'stale' }] });
    for (const verb of ['archive', 'archive'])
      expect((await app.call('post', `${one}/${verb}`).expect(200)).body).toMatchObject({ status: 'archived' });
    expect((await refused('post', `${one}/activate`, 409)).code).toBe('prompts.asset_version_archived');
    expect((await app.call('post', `${one}/restore`).expect(200)).body).toMatchObject({ status: 'active' });
    await app.call('post', `${assets}/life/versions`, { value: 'x', versionTag: '2', languageCode: 'en' }).expect(201);
    const second = `${assets}/life/versions/2`;
    await app.call('post', `${second}/archive`).expect(200);
    expect((await app.call('post', `${second}/restore`).expect(200)).body).toMatchObject({ status: 'draft', activatedAt: null });
    expect((await app.call('post', `${second}/activate`).expect(200)).body).toMatchObject({ status: 'active' });
    await refused('post', `${assets}/life/versions/3/activate`, 404);
  });

  it('offers a version on the marketplace, at once or after an approval, and takes it off', async () => {
    await anAsset('offered');
    const one = `${assets}/offered/versions/1.0.0`;
    const { body: profile } = (await app.call('get', '/api/auth/profile').expect(200)) as { body: { id: string; tenantId: string } };
    const requireApproval = (marketplaceRequiresApproval: boolean) =>
      app.call('patch', `/api/tenants/${profile.tenantId}`, { marketplaceRequiresApproval }).expect(200);
    await requireApproval(false);
    expect((await refused('post', `${one}/unpublish`, 409)).code).toBe('prompts.asset_version_not_listed');
    const published = await app.call('post', `${one}/publish`).expect(201);
    expect(published.body).toMatchObject({
      marketplaceStatus: 'PUBLISHED',
      marketplaceRequesterId: profile.id,
      marketplaceApprovedAt: null,
    });
    for (const verb of ['publish', 'request-publish']) await refused('post', `${one}/${verb}`, 409);
    expect((await refused('patch', one, 409, { value: 'other' })).code).toBe('prompts.asset_version_published');
    await refused('patch', one, 409, { languageCode: 'de' });
    await app.call('patch', one, { changeMessage: 'fine', value: 'Yours, {{who}}' }).expect(200);
    const off = { marketplaceStatus: 'NOT_PUBLISHED', marketplaceRequestedAt: null, marketplaceRequesterId: null };
    expect((await app.call('post', `${one}/unpublish`).expect(201)).body).toMatchObject(off);
    await requireApproval(true);
    const pending = await app.call('post', `${one}/request-publish`).expect(201);
    expect(pending.body).toMatchObject({ marketplaceStatus: 'PENDING_APPROVAL', marketplacePublishedAt: null });
    await app.call('post', `${one}/unpublish`).expect(201);
    await requireApproval(false);
  });

  it('keeps translations of a version, which know what they were made from', async () => {
    await anAsset('spoken', { languageCode: 'en-US', initialTranslations: [{ languageCode: 'fr-fr', value: 'Salut' }] });
    const one = `${assets}/spoken/versions/1.0.0`;
    const base = `${one}/translations`;
    const created = await app.call('post', base, { languageCode: 'de-DE', value: 'Gruß', tenantId: 'ignored' }).expect(201);
    expect(created.body).toMatchObject({ languageCode: 'de-DE', value: 'Gruß', state: 'current' });
    expect((await app.call('get', `${base}/de-DE`).expect(200)).body).toEqual(created.body);
    expect((await app.call('get', `${assets}/spoken/versions/latest/translations`).expect(200)).body).toMatchObject([
      { languageCode: 'de-DE' },
      { languageCode: 'fr-fr' },
    ]);
    for (const languageCode of ['de-DE', 'fr-FR'])
      expect((await refused('post', base, 409, { languageCode, value: 'x' })).message).toContain('already exists');
    const faulty = await refused('post', base, 400, { languageCode: 'de', value: '' });
    expect(faulty.errors.map((each) => each.pointer)).toEqual(['/languageCode', '/value']);
    await refused('post', `${assets}/spoken/versions/9/translations`, 404, { languageCode: 'es-ES', value: 'x' });
    for (const code of ['de-de', 'es-ES']) await refused('get', `${base}/${code}`, 404);

    await app.call('patch', one, { value: 'Farewell' }).expect(200);
    expect((await app.call('get', `${base}/de-DE`).expect(200)).body).toMatchObject({ value: 'Gruß', state: 'stale' });
    expect((await app.call('patch', `${base}/de-DE`, { value: 'Lebewohl' }).expect(200)).body).toMatchObject({
      value: 'Lebewohl',
      state: 'current',
    });
    await refused('patch', `${base}/de-DE`, 400, { value: '' });
    await refused('patch', `${base}/de-DE`, 400, {});
    await refused('patch', `${base}/es-ES`, 404, { value: 'x' });
    for (const time of [1, 2])
      expect([time, (await app.call('post', `${base}/fr-fr/confirm`).expect(200)).body]).toMatchObject([
        time,
        { value: 'Salut', state: 'current' },
      ]);
    expect((await app.call('delete', `${base}/de-DE`).expect(200)).body).toMatchObject({ value: 'Lebewohl' });
    await refused('delete', `${base}/de-DE`, 404);
    await app.call('post', base, { languageCode: 'de-DE', value: 'Gruß' }).expect(201);
  });

  it('lists in pages', async () => {
    const page = await app.call('get', `${assets}?limit=1&q=sp`).expect(200);
    expect(page.body).toMatchObject([{ key: 'spoken', versions: [{ versionTag: '1.0.0' }] }]);
    const first = await app.call('get', `${assets}?limit=1`).expect(200);
    expect(first.headers.link).toMatch(/rel="next"/u);
    await app.call('get', `${assets}/spoken/versions?limit=1&status=draft`).expect(200, []);
    await refused('get', `${assets}?sort=color`, 400);
    const base = `${assets}/spoken/versions/1.0.0/translations`;
    await app.call('post', base, { languageCode: 'sv-SE', value: 'Hej' }).expect(201);
    expect((await app.call('get', `${base}?sort=-languageCode&limit=1`).expect(200)).body).toMatchObject([{ languageCode: 'sv-SE' }]);
    await app.call('patch', `${assets}/spoken/versions/1.0.0`, { value: 'Later' }).expect(200);
    await app.call('get', `${base}?state=current`).expect(200, []);
    expect((await app.call('get', `${base}?state=stale&q=hej`).expect(200)).body).toMatchObject([{ value: 'Hej', state: 'stale' }]);
  });

  it('lists with the same number of statements, however many there are', async () => {
    let statements = 0;
    const { reader } = app.product.database;
    reader.subscribers.push({ beforeQuery: ({ query }) => void (statements += Number(query.includes('prompts_asset'))) });
    const lists = [assets, `${assets}/spoken/versions`, `${assets}/spoken/versions/1.0.0/translations`, `${assets}/spoken`];
    const count = async (): Promise<number[]> => {
      const counts: number[] = [];
      for (const path of lists) {
        statements = 0;
        await app.call('get', path).expect(200);
        counts.push(statements);
      }
      return counts;
    };
    const before = await count();
    for (const [index, languageCode] of ['nb-NO', 'nn-NO', 'da-DK'].entries()) {
      await anAsset(`more-${index}`);
      const version = {
        value: 'x',
        versionTag: `1.${index + 1}.0`,
        languageCode: 'en',
        translations: [{ languageCode: 'fi', value: 'x' }],
      };
      await app.call('post', `${assets}/spoken/versions`, version).expect(201);
      await app.call('post', `${assets}/spoken/versions/1.0.0/translations`, { languageCode, value: 'x' }).expect(201);
    }
    expect(await count()).toEqual(before);
    // Two of the last ask for the length of what is shown.
    expect(before).toEqual([2, 3, 3, 6]);
  });

  it('is closed to other tenants, to those without the permission and to those who do not sign in', async () => {
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    for (const path of [assets, `${assets}/spoken`, `${assets}/spoken/versions/1.0.0/translations/sv-SE`]) {
      await app.request('get', path, stranger).expect(404);
      await app.request('get', path, consumer).expect(403);
      await app.request('get', path).expect(401);
    }
  });
});
