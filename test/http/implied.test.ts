import { startTestingApp, type TestingApp } from './testing-app';

interface TrailEvent {
  readonly action: string;
  readonly resource: { readonly id: string; readonly revision: number };
  readonly changes: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | null;
}

describe('what happens along with something else, on the trail', () => {
  let app: TestingApp;
  const made = async (path: string, body: object): Promise<string> =>
    ((await app.call('post', path, body).expect(201)).body as { id: string }).id;
  const events = async (query: string): Promise<TrailEvent[]> =>
    ((await app.call('get', `/api/audit/events?limit=500&outcome=success&${query}`).expect(200)).body as TrailEvent[]).toReversed();
  const ids = (found: readonly TrailEvent[]): string[] => found.map(({ resource }) => resource.id);
  const detailsOf = async (action: string, id: string): Promise<unknown> =>
    (await events(`action=${action}&resource=${id}`)).at(-1)?.details;

  beforeAll(async () => {
    app = await startTestingApp();
  });
  afterAll(() => app.stop());

  it('names every translation that is created together with its version, as one that is created later', async () => {
    const project = await made('/api/projects', { name: 'Shop' });
    const at = `/api/projects/${project}/prompts`;
    const texts = (text: string) => ['fr-FR', 'de'].map((languageCode) => ({ languageCode, promptText: text }));
    await made(at, { name: 'Mail', promptText: 'Hi', initialTranslations: texts('Salut') });
    const next = { promptText: 'Ho', languageCode: 'en-US', translationsFrom: '1.0.0' };
    await made(`${at}/mail/versions`, { ...next, versionTag: '1.1.0', initialTranslations: texts('Tag').slice(1) });
    await made(`${at}/mail/versions/1.1.0/translations`, { languageCode: 'es-ES', promptText: 'Hola' });
    const change = {
      resource: 'version',
      action: 'create',
      prompt: 'mail',
      body: { ...next, versionTag: '1.2.0', translationsFrom: '1.0.0' },
    };
    await app.call('post', `/api/projects/${project}/changes`, { changes: [change] }).expect(200);
    const values = [{ languageCode: 'fr-FR', value: 'Cordialement' }];
    const loaded = {
      prompt: { name: 'Loaded' },
      version: { promptText: 'Hi', translations: texts('Salut') },
      assets: [{ key: 'sign', value: 'Yours', translations: values }],
    };
    await app.call('post', `${at}/load-structure`, loaded).expect(201);
    await made(`${at}/mail/assets`, { key: 'sign', name: 'Sign', initialValue: 'Yours', initialTranslations: values });
    await made(`${at}/mail/assets/sign/versions`, { value: 'Best', versionTag: '2.0.0', languageCode: 'en-US', translations: values });

    const found = await events('action=translation.create');
    expect(ids(found)).toEqual([
      'shop/mail/1.0.0/fr-FR',
      'shop/mail/1.0.0/de',
      'shop/mail/1.1.0/de',
      'shop/mail/1.1.0/fr-FR',
      'shop/mail/1.1.0/es-ES',
      'shop/mail/1.2.0/de',
      'shop/mail/1.2.0/fr-FR',
      'shop/loaded/1.0.0/fr-FR',
      'shop/loaded/1.0.0/de',
    ]);
    const added = found[4];
    for (const each of found) {
      expect(each.resource.revision).toBe(1);
      expect(Object.keys(each.changes)).toEqual(Object.keys(added?.changes ?? {}));
      expect(each.changes).toMatchObject({ languageCode: { before: null }, promptText: { before: null }, sourceHash: { before: null } });
    }
    // With the version's own event, of the same request.
    const [version] = await events('action=version.create&resource=shop/mail/1.0.0');
    expect(found[0]?.traceId).toBe(version?.traceId);
    expect(ids(await events('action=asset_translation.create'))).toEqual([
      'shop/loaded/sign/1.0.0/fr-FR',
      'shop/mail/sign/1.0.0/fr-FR',
      'shop/mail/sign/2.0.0/fr-FR',
    ]);
  });

  it('counts what goes with what is deleted', async () => {
    const project = await made('/api/projects', { name: 'Deleted' });
    const at = `/api/projects/${project}`;
    const tag = await made(`${at}/tags`, { name: 'core' });
    const model = await made(`${at}/aimodels`, { name: 'gpt' });
    const fr = (text: string) => [{ languageCode: 'fr-FR', promptText: text }];
    await made(`${at}/prompts`, { name: 'Mail', promptText: 'Hi', tags: ['core'], initialTranslations: fr('Salut') });
    const version = { promptText: 'Ho', languageCode: 'en-US', initialTranslations: fr('Tiens') };
    for (const versionTag of ['1.1.0', '1.2.0']) await made(`${at}/prompts/mail/versions`, { ...version, versionTag, aiModelId: model });
    const values = [
      { languageCode: 'fr-FR', value: 'Cordialement' },
      { languageCode: 'de-DE', value: 'Gruß' },
    ];
    for (const key of ['sign', 'foot'])
      await made(`${at}/prompts/mail/assets`, { key, name: key, initialValue: 'Yours', initialTranslations: values });
    const next = { value: 'Best', languageCode: 'en-US', translations: values };
    for (const versionTag of ['2.0.0', '3.0.0']) await made(`${at}/prompts/mail/assets/sign/versions`, { ...next, versionTag });
    const environment = await made(`${at}/environments`, { name: 'live' });
    await app.call('put', `${at}/environments/${environment}/pointers/mail`, { versionTag: '1.0.0' }).expect(200);

    await app.call('delete', `${at}/prompts/mail/versions/1.2.0`).expect(200);
    expect(await detailsOf('version.delete', 'deleted/mail/1.2.0')).toEqual({ removed: { translations: 1 } });
    await app.call('delete', `${at}/prompts/mail/assets/sign/versions/3.0.0`).expect(200);
    expect(await detailsOf('asset_version.delete', 'deleted/mail/sign/3.0.0')).toEqual({ removed: { assetTranslations: 2 } });
    await app.call('delete', `${at}/prompts/mail/assets/foot`).expect(200);
    expect(await detailsOf('asset.delete', 'deleted/mail/foot')).toEqual({ removed: { assetVersions: 1, assetTranslations: 2 } });
    await app.call('delete', `${at}/aimodels/${model}`).expect(200);
    expect(await detailsOf('ai_model.delete', `deleted/${model}`)).toEqual({ detached: { versions: 1 } });
    await app.call('delete', `${at}/tags/${tag}`).expect(200);
    expect(await detailsOf('tag.delete', `deleted/${tag}`)).toEqual({ detached: { prompts: 1 } });
    await app.call('delete', `${at}/environments/${environment}`).expect(200);
    expect(await detailsOf('environment.delete', `deleted/${environment}`)).toEqual({
      removed: { pointers: 1, assetPointers: 0, releaseRules: 0 },
    });
    await app.call('delete', `${at}/prompts/mail`).expect(200);
    expect(await detailsOf('prompt.delete', 'deleted/mail')).toEqual({
      removed: { versions: 2, translations: 2, assets: 1, assetVersions: 2, assetTranslations: 4 },
    });

    const region = await made(`${at}/regions`, { languageCode: 'fr-FR', name: 'France' });
    await made(`${at}/regions`, { languageCode: 'fr-BE', name: 'Belgium', parentRegionId: 'fr-FR' });
    await made(`${at}/cultural-data`, { key: 'tone', regionId: 'fr-FR' });
    await made(`${at}/rag-document-metadata`, { documentName: 'terms', regionId: 'fr-FR' });
    await app.call('delete', `${at}/regions/fr-FR`).expect(204);
    expect(await detailsOf('region.delete', `deleted/${region}`)).toEqual({
      removed: { culturalData: 1 },
      detached: { regions: 1, ragDocuments: 1 },
    });
    await made(`${at}/environments`, { name: 'next' });
    await app.call('delete', at).expect(204);
    expect(await detailsOf('project.delete', 'deleted')).toEqual({
      removed: {
        ...{ environments: 1, tags: 0, regions: 1, culturalData: 0, ragDocuments: 1, aiModels: 0, members: 0 },
        ...{ releaseRules: 0, backups: 0, retainedTexts: 2 },
      },
    });
  });

  it('counts what goes with a user and a tenant', async () => {
    const person = { password: 'a long password', name: 'Ann' };
    const ann = await made('/api/users', { ...person, email: 'ann@japm.test', role: 'admin' });
    const bo = await made('/api/users', { ...person, email: 'bo@japm.test' });
    const token = await app.login('ann@japm.test', person.password);
    await app.request('post', '/api/api-keys', token).send({ name: 'k' }).expect(201);
    await made('/api/projects', { name: 'Joined' });
    for (const id of [ann, bo]) await app.call('put', `/api/projects/joined/members/${id}`, { role: 'admin' }).expect(200);
    await app.call('delete', `/api/users/${ann}`).expect(200);
    expect(await detailsOf('user.delete', ann)).toEqual({ removed: { apiKeys: 1, sessions: 1, oidcLinks: 0, memberships: 1 } });

    const initialAdminUser = { email: 'cy@other.test', password: person.password };
    const tenant = await made('/api/tenants', { name: 'Other', initialAdminUser });
    await app.login('cy@other.test', person.password);
    await app.call('delete', `/api/tenants/${tenant}`).expect(200);
    expect(await detailsOf('tenant.delete', tenant)).toEqual({ removed: { users: 1, apiKeys: 0, sessions: 1, oidcLinks: 0 } });
  });
});
