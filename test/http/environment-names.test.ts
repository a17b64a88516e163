import { startTestingApp, type TestingApp } from './testing-app';

describe('an environment is found by its name wherever its id is wanted', () => {
  let app: TestingApp;
  const shop = '/api/projects/shop';
  const send = async (
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    body?: object,
  ): Promise<Record<string, unknown>> => {
    const answer = await app.request(method, `${shop}/${path}`, app.admin).send(body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body as Record<string, unknown>;
  };

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await send('post', 'prompts', { name: 'Mail', promptText: 'Dear you', activate: true });
  });
  afterAll(() => app.stop());

  it('in paths, bodies, queries and change sets', async () => {
    const { id } = await send('post', 'environments', { name: 'Live Göteborg' });
    const name = encodeURIComponent('Live Göteborg');
    expect((await send('get', `environments/${name}`)).id).toBe(id);
    expect((await send('patch', `environments/${name}`, { description: 'customers' })).id).toBe(id);
    expect((await send('put', `environments/${name}/pointers/mail`, { versionTag: '1.0.0' })).versionTag).toBe('1.0.0');
    expect((await send('get', `environments/${String(id)}/pointers/mail`)).versionTag).toBe('1.0.0');
    expect((await send('get', `environments/${name}/pointers`)).length).toBe(1);
    expect((await send('get', `environments/${name}/history`)).length).toBe(1);
    expect((await send('get', `prompts/mail/versions/1.0.0?processed=true&environmentId=${name}`)).promptText).toBe('Dear you');
    const { versions } = (await send('get', 'prompts/mail')) as { versions: { id: string }[] };
    const items = [{ entityType: 'PROMPT_VERSION', entityId: versions[0]?.id, versionTag: '1.0.0' }];
    const deployment = await send('post', 'deployments', { name: 'Again', environmentId: 'Live Göteborg', items });
    expect(deployment.environmentId).toBe(id);
    expect((await send('get', `deployments?environmentId=${name}`)).length).toBe(1);
    expect((await send('get', `deployments?environmentId=other`)).length).toBe(0);
    const { id: next } = await send('post', 'environments', { name: 'next' });
    expect((await send('put', 'environments/next/rules', { after: 'Live Göteborg' })).after).toBe(id);
    expect((await send('get', `environments/${String(next)}/rules`)).after).toBe(id);
    const changes = [{ action: 'update', resource: 'pointer', environment: 'Live Göteborg', id: 'mail', body: { versionTag: '1.0.0' } }];
    await app.request('post', `${shop}/changes`, app.admin).send({ changes }).expect(200);
    await send('delete', 'environments/next');
  });

  it('and named where it keeps a version from being deleted', async () => {
    const { body } = (await app.request('delete', `${shop}/prompts/mail/versions/1.0.0`, app.admin).expect(409)) as { body: object };
    expect(body).toMatchObject({ code: 'prompts.version_in_use', message: "Version '1.0.0' is active in environment 'Live Göteborg'" });
  });

  it('and named where it keeps a whole prompt, a whole asset or the text of an asset from being changed, up to ten of them', async () => {
    await send('post', 'prompts', { name: 'Kept', promptText: 'Dear {{asset:sign}}', activate: true });
    const asset = await send('post', 'prompts/kept/assets', { key: 'sign', name: 'Sign', initialValue: 'Yours' });
    const { versions } = (await send('get', `prompts/kept/assets/${String(asset.key)}`)) as { versions: { id: string }[] };
    const item = { entityType: 'PROMPT_ASSET_VERSION', entityId: versions[0]?.id, versionTag: '1.0.0' };
    const approver = await app.userToken('tenant_admin');
    for (let number = 1; number <= 12; number += 1) {
      const name = `kept-${String(number).padStart(2, '0')}`;
      await send('post', 'environments', { name });
      const { id } = await send('post', 'deployments', { name, environmentId: name, items: [item] });
      await app.request('put', `${shop}/deployments/${String(id)}/approve`, approver).expect(200);
      await send('post', `deployments/${String(id)}/deploy`);
      if (number > 1 && number < 12) continue;
      const environments =
        number === 1
          ? "environment 'kept-01'"
          : `environments ${Array.from({ length: 10 }, (_, index) => `'kept-${String(index + 1).padStart(2, '0')}'`).join(', ')} and 2 more`;
      const kept = async (method: 'patch' | 'delete', path: string, body?: object): Promise<unknown> =>
        (await app.request(method, `${shop}/${path}`, app.admin).send(body).expect(409)).body;
      expect(await kept('patch', 'prompts/kept/assets/sign/versions/1.0.0', { value: 'Bye' })).toMatchObject({
        code: 'prompts.asset_version_in_use',
        message: `Version '1.0.0' is active in ${environments}`,
      });
      expect(await kept('delete', 'prompts/kept/assets/sign')).toMatchObject({
        code: 'prompts.asset_in_use',
        message: `Asset 'sign' has a version that is active in ${environments}`,
      });
      expect(await kept('delete', 'prompts/kept')).toMatchObject({
        code: 'prompts.prompt_in_use',
        message: `Prompt 'kept' has a version that is active in ${environments}`,
      });
    }
    await send('put', 'environments/kept-01/pointers/mail', { versionTag: '1.0.0' });
    const refused = await app.request('delete', `${shop}/prompts/mail`, app.admin).expect(409);
    expect(refused.body).toMatchObject({ message: expect.stringContaining("'Live Göteborg', 'kept-01'") as string });
  });

  it('an id wins over a name that reads the same', async () => {
    const { id } = await send('post', 'environments', { name: 'first' });
    await send('post', 'environments', { name: id });
    expect((await send('get', `environments/${String(id)}`)).name).toBe('first');
    expect((await send('delete', `environments/${String(id)}`)).name).toBe('first');
    expect((await send('get', `environments/${String(id)}`)).name).toBe(id);
    await app.request('get', `${shop}/environments/none`, app.admin).expect(404);
  });

  it('and not by a key that does not reach it', async () => {
    await send('post', 'environments', { name: 'secret' });
    await send('post', 'environments', { name: 'open' });
    const body = { name: 'narrow', permissions: ['environment:read'], environments: ['open'] };
    const key = ((await app.request('post', '/api/api-keys', app.admin).send(body).expect(201)).body as { apiKey: string }).apiKey;
    await app.request('get', `${shop}/environments/open`).set('x-api-key', key).expect(200);
    await app.request('get', `${shop}/environments/secret`).set('x-api-key', key).expect(404);
  });
});
