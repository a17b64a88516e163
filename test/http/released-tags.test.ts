import { startTestingApp, type TestingApp } from './testing-app';

describe('the tag of a version that was active', () => {
  let app: TestingApp;
  const prompts = '/api/projects/shop/prompts';
  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body: object = {}) =>
    app.request(method, `${prompts}${path}`, app.admin).send(body);
  const first = { versionTag: '1.0.0', promptText: 'first {{x}}', languageCode: 'en-US' };
  const taken = { code: 'prompts.version_tag_used', message: expect.stringContaining("Version '1.0.0' already exists") as string };

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('names its content for good, and a deleted prompt starts afresh', async () => {
    const create = { name: 'Mail', promptText: first.promptText, activate: true };
    await call('post', '', create).expect(201);
    await call('delete', '/mail/versions/1.0.0').expect(200);
    expect((await call('post', '/mail/versions', { ...first, promptText: 'second' }).expect(409)).body).toMatchObject(taken);
    for (const differs of [{ languageCode: 'de-DE' }, { literals: ['x'] }, { variables: [{ name: 'x', type: 'number' }] }])
      await call('post', '/mail/versions', { ...first, ...differs }).expect(409);
    // The same content comes back, and is then no draft of another one.
    await call('post', '/mail/versions', { ...first, changeMessage: 'back' }).expect(201);
    expect((await call('patch', '/mail/versions/1.0.0', { promptText: 'second' }).expect(409)).body).toMatchObject(taken);
    await call('patch', '/mail/versions/1.0.0', { changeMessage: 'still' }).expect(200);
    await call('delete', '/mail/versions/1.0.0').expect(200);
    await call('post', '/mail/versions', { ...first, promptText: 'second' }).expect(409);
    await call('post', '/mail/versions', first).expect(201);
    await call('post', '/mail/versions/1.0.0/activate').expect(200);
    await call('post', '/mail/versions/1.0.0/archive').expect(200);
    await call('delete', '/mail/versions/1.0.0').expect(200);
    await call('post', '/mail/versions', { ...first, promptText: 'second' }).expect(409);
    await call('post', '/mail/versions', { ...first, versionTag: '1.0.1', promptText: 'second' }).expect(201);
    await call('post', '', { ...create, name: 'Other', promptText: 'another' }).expect(201);

    await call('delete', '/mail').expect(200);
    await call('post', '', { ...create, promptText: 'afresh' }).expect(201);
  });

  it('is free again where it was a draft only', async () => {
    await call('post', '', { name: 'Draft', promptText: 'x' }).expect(201);
    await call('delete', '/draft/versions/1.0.0').expect(200);
    await call('post', '/draft/versions', { ...first, promptText: 'second' }).expect(201);
  });

  it('holds for assets, by what they said last, and a deleted asset starts afresh', async () => {
    await call('post', '', { name: 'Signed', promptText: 'x' }).expect(201);
    const asset = { key: 'sign', name: 'Sign', initialValue: 'Yours' };
    await call('post', '/signed/assets', asset).expect(201);
    await call('patch', '/signed/assets/sign/versions/1.0.0', { value: 'Sincerely' }).expect(200);
    await call('delete', '/signed/assets/sign/versions/1.0.0').expect(200);
    const again = (value: string) => call('post', '/signed/assets/sign/versions', { versionTag: '1.0.0', value, languageCode: 'en-US' });
    expect((await again('Yours').expect(409)).body).toMatchObject(taken);
    await again('Sincerely').expect(201);
    await call('patch', '/signed/assets/sign/versions/1.0.0', { value: 'Yours' }).expect(409);
    await call('delete', '/signed/assets/sign').expect(200);
    await call('post', '/signed/assets', { ...asset, initialValue: 'New', activate: false }).expect(201);
    expect((await call('get', '/signed/assets/sign').expect(200)).body).toMatchObject({ versions: [{ status: 'draft', value: 'New' }] });
    await call('delete', '/signed/assets/sign/versions/1.0.0').expect(200);
    await again('Newer').expect(201);
  });
});
