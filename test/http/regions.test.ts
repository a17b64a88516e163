import { startTestingApp, type TestingApp } from './testing-app';

describe('regions and what belongs to them over HTTP', () => {
  let app: TestingApp;
  const project = '/api/projects/shop';
  const [regions, cultural, documents] = [`${project}/regions`, `${project}/cultural-data`, `${project}/rag-document-metadata`];
  const call = async (method: 'get' | 'post' | 'patch' | 'delete', path: string, status: number, body?: object) =>
    (await app.request(method, path, app.admin).send(body).expect(status)).body as Record<string, unknown>;

  beforeAll(async () => {
    app = await startTestingApp();
    await call('post', '/api/projects', 201, { name: 'Shop' });
  });
  afterAll(() => app.stop());

  it('creates, reads, changes and deletes a region', async () => {
    const spain = await call('post', regions, 201, { languageCode: 'es-ES', name: 'Spain', timeZone: '', notes: null, tenantId: 'x' });
    expect(spain).toMatchObject({ name: 'Spain', timeZone: '', notes: '', parentRegionId: null, parentRegion: null, culturalData: [] });
    const mexico = await call('post', regions, 201, { languageCode: 'es-MX', name: 'Mexico', parentRegionId: 'es-ES' });
    const { parentRegion: _parent, culturalData: _entries, ...flat } = spain;
    expect(mexico).toMatchObject({ parentRegionId: spain.id, parentRegion: flat, projectId: 'shop' });
    expect(await call('get', `${regions}/es-MX`, 200)).toEqual(mexico);
    expect(await call('get', regions, 200)).toEqual([spain, mexico]);
    expect(await call('patch', `${regions}/es-MX`, 200, { timeZone: 'America/Mexico_City', name: null })).toMatchObject({
      name: 'Mexico',
      timeZone: 'America/Mexico_City',
      parentRegionId: spain.id,
    });
    expect(await call('patch', `${regions}/es-MX`, 200, { parentRegionId: null, timeZone: '' })).toMatchObject({
      parentRegion: null,
      timeZone: 'America/Mexico_City',
    });
    expect(await call('patch', `${regions}/es-MX`, 200, { timeZone: null, parentRegionId: spain.id as string })).toMatchObject({
      parentRegion: flat,
      timeZone: '',
    });
    await call('patch', `${regions}/es-ES`, 400, { parentRegionId: 'es-ES' });
    await call('patch', `${regions}/es-ES`, 400, { parentRegionId: 'es-MX' });
    await call('delete', `${regions}/es-MX`, 204);
    await call('get', `${regions}/es-MX`, 404);
  });

  it('refuses what is wrong, unknown or taken', async () => {
    expect(await call('post', regions, 400, { name: 'X' })).toMatchObject({ message: ['languageCode must match xx-XX'] });
    await call('post', regions, 400, { languageCode: 'en-us', name: 'X' });
    await call('post', regions, 400, { languageCode: 'en-US', name: 'X', timeZone: 'Mars/Base' });
    await call('post', regions, 400, { languageCode: 'en-US', name: 'X', timeZone: '+01:00' });
    await call('post', regions, 404, { languageCode: 'en-US', name: 'X', parentRegionId: 'zz-ZZ' });
    await call('post', regions, 201, { languageCode: 'de-DE', name: 'Germany' });
    const taken = await call('post', regions, 409, { languageCode: 'de-DE', name: 'Germany' });
    expect(taken.message).toContain('already exists');
    await call('patch', `${regions}/de-DE`, 400, { languageCode: 'de-AT' });
    await call('post', cultural, 400, { key: 'tone', regionId: 'german' });
    await call('post', cultural, 404, { key: 'tone', regionId: 'zz-ZZ' });
    await call('post', documents, 404, { documentName: 'x', regionId: 'zz-ZZ' });
    await call('post', documents, 400, { documentName: ' ' });
  });

  it('keeps cultural data by key', async () => {
    const italy = await call('post', regions, 201, { languageCode: 'it-IT', name: 'Italy' });
    const made = await call('post', cultural, 201, { key: 'greeting/it', regionId: 'it-IT', style: 'formal' });
    const { parentRegion: _parent, culturalData: _entries, ...flat } = italy;
    expect(made).toMatchObject({ key: 'greeting/it', regionId: italy.id, regionLanguageCode: 'it-IT', region: flat, notes: '' });
    const path = `${cultural}/greeting%2Fit`;
    expect(await call('get', path, 200)).toEqual(made);
    expect(await call('patch', path, 200, { key: 'other' })).toEqual(made);
    expect(await call('patch', path, 200, { style: null, notes: 'n' })).toMatchObject({ style: '', notes: 'n', key: 'greeting/it' });
    await call('post', cultural, 409, { key: 'greeting/it', regionId: italy.id as string });
    await call('post', cultural, 400, { key: '..', regionId: italy.id as string });
    expect(await call('get', cultural, 200)).toHaveLength(1);
    const { region: _region, ...embedded } = await call('get', path, 200);
    expect(await call('get', `${regions}/it-IT`, 200)).toMatchObject({ culturalData: [embedded] });
    expect(await call('delete', path, 200)).toMatchObject({ key: 'greeting/it' });
    await call('get', path, 404);
  });

  it('keeps metadata of RAG documents', async () => {
    const japan = await call('post', regions, 201, { languageCode: 'ja-JP', name: 'Japan' });
    const made = await call('post', documents, 201, { documentName: 'terms', regionId: 'ja-JP', lastReviewedBy: 'Ann' });
    expect(made).toMatchObject({ regionId: japan.id, complianceReviewed: false, category: null, lastReviewedBy: 'Ann' });
    const path = `${documents}/${made.id as string}`;
    expect(await call('get', path, 200)).toEqual(made);
    expect(await call('get', documents, 200)).toEqual([made]);
    await call('post', documents, 409, { documentName: 'terms', regionId: '' });
    expect(await call('patch', path, 200, { complianceReviewed: true, regionId: '' })).toMatchObject({
      complianceReviewed: true,
      regionId: japan.id,
    });
    expect(await call('patch', path, 200, { lastReviewedBy: null, regionId: null })).toMatchObject({ lastReviewedBy: null, region: null });
    expect(await call('delete', path, 200)).toMatchObject({ documentName: 'terms' });
    await call('get', path, 404);
  });

  it('takes the cultural data of a deleted region along, and leaves its children and documents', async () => {
    await call('post', regions, 201, { languageCode: 'fr-FR', name: 'France' });
    await call('post', regions, 201, { languageCode: 'fr-CA', name: 'Canada', parentRegionId: 'fr-FR' });
    await call('post', cultural, 201, { key: 'fr', regionId: 'fr-FR' });
    const document = await call('post', documents, 201, { documentName: 'fr', regionId: 'fr-FR' });
    await call('delete', `${regions}/fr-FR`, 204);
    await call('get', `${cultural}/fr`, 404);
    expect(await call('get', `${regions}/fr-CA`, 200)).toMatchObject({ parentRegionId: null, parentRegion: null });
    expect(await call('get', `${documents}/${document.id as string}`, 200)).toMatchObject({ regionId: null, region: null });
  });

  it('hides everything from another tenant and from those without the permission', async () => {
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    for (const path of [regions, cultural, documents]) {
      await app.request('get', path, stranger).expect(404);
      await app.request('get', path, consumer).expect(403);
      await app.request('get', path).expect(401);
      await app.request('delete', `${path}/it-IT`, stranger).expect(404);
      await app.request('delete', `${path}/it-IT`, consumer).expect(403);
    }
  });

  it('lists with the same number of statements, however many there are', async () => {
    let statements = 0;
    const { reader } = app.product.database;
    reader.subscribers.push({ beforeQuery: ({ query }) => void (statements += Number(/catalog_(?:region|cultural|rag)/u.test(query))) });
    const statementsOf = async (path: string): Promise<number> => {
      statements = 0;
      await call('get', path, 200);
      return statements;
    };
    const count = async (): Promise<number[]> => [await statementsOf(regions), await statementsOf(cultural), await statementsOf(documents)];
    const before = await count();
    for (const [index, languageCode] of ['sv-SE', 'sv-FI', 'sv-AX'].entries()) {
      await call('post', regions, 201, { languageCode, name: 'Swedish', ...(index === 0 ? {} : { parentRegionId: 'sv-SE' }) });
      await call('post', cultural, 201, { key: languageCode, regionId: languageCode });
      await call('post', documents, 201, { documentName: languageCode, regionId: languageCode });
    }
    expect(await count()).toEqual(before);
    expect(before).toEqual([3, 2, 2]);
  });
});
