import { startTestingApp, type TestingApp } from './testing-app';

describe('the preview of a deployment over HTTP', () => {
  let app: TestingApp;
  let production: string;
  let names = 0;
  const shop = '/api/projects/shop';

  const send = async (method: 'post' | 'put' | 'patch', url: string, body: object, status = 201): Promise<{ id: string }> =>
    (await app.request(method, url, app.admin).send(body).expect(status)).body as { id: string };
  const version = async (prompt: string, versionTag: string, promptText: string): Promise<object> => {
    const { id } = await send('post', `${shop}/prompts/${prompt}/versions`, { versionTag, promptText, languageCode: 'en-US' });
    return { entityType: 'PROMPT_VERSION', entityId: id, versionTag };
  };
  const asked = async (items: object[]): Promise<string> =>
    (await send('post', `${shop}/deployments`, { name: `release ${(names += 1)}`, environmentId: production, items })).id;
  const preview = async (id: string, query = ''): Promise<unknown> =>
    (await app.request('get', `${shop}/deployments/${id}/preview${query}`, app.admin).expect(200)).body as unknown;

  beforeAll(async () => {
    app = await startTestingApp();
    await send('post', '/api/projects', { name: 'Shop' });
    production = (await send('post', `${shop}/environments`, { name: 'production' })).id;
    await send('post', `${shop}/prompts`, { name: 'Mail', promptText: 'Hi' });
    await send('post', `${shop}/prompts`, { name: 'Chat', promptText: 'Yes? {{prompt:mail}}' });
    await send('post', `${shop}/prompts/mail/assets`, { key: 'sign', name: 'Signature', initialValue: 'Bye' });
  }, 30_000);
  afterAll(() => app.stop());

  it('says which pointers move from what to what, and what differs', async () => {
    await send('put', `${shop}/environments/${production}/pointers/mail`, { versionTag: '1.0.0' }, 200);
    const mail = await version('mail', '2.0.0', 'Hi there');
    const chat = await version('chat', '2.0.0', 'Yes!');
    const sign = await send('post', `${shop}/prompts/mail/assets/sign/versions`, {
      versionTag: '2',
      value: 'So long',
      languageCode: 'en-US',
    });
    const id = await asked([mail, chat, { entityType: 'PROMPT_ASSET_VERSION', entityId: sign.id, versionTag: '2' }]);
    expect(await preview(id)).toMatchObject({
      deploymentId: id,
      status: 'PENDING',
      environmentName: 'production',
      approvals: { given: 0, needed: 1 },
      blockedBy: [{ rule: 'approval' }],
      items: [
        {
          name: 'mail',
          from: '1.0.0',
          to: '2.0.0',
          unchanged: false,
          fault: null,
          text: { words: [{ kind: 'same', text: 'Hi' }, { kind: 'added' }] },
          translations: { added: [], removed: [], changed: [] },
          languages: [],
          dependents: { total: 1, dependents: [{ promptId: 'chat', versionTag: '1.0.0' }] },
        },
        { name: 'chat', from: null, text: { words: [{ kind: 'added', text: 'Yes!' }] }, dependents: { total: 0 } },
        { entityType: 'PROMPT_ASSET_VERSION', name: 'mail/sign', from: null, to: '2', text: { words: [{ kind: 'added' }] } },
      ],
    });
    const first = await app.request('get', `${shop}/deployments/${id}/preview?limit=2`, app.admin).expect(200);
    expect(first.body).toMatchObject({ items: [{ name: 'mail' }, { name: 'chat' }] });
    const next = /<(?<url>[^>]+)>; rel="next"/u.exec(first.headers.link ?? '')?.groups?.url ?? '';
    expect((await app.request('get', next, app.admin).expect(200)).body).toMatchObject({ items: [{ name: 'mail/sign' }] });
  });

  it('says what the rules, the languages and the items have against it', async () => {
    const always = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], from: '00:00', to: '00:00' };
    const rules = { approvals: 2, freezeWindows: [{ ...always, timeZone: 'Europe/Berlin', reason: 'holidays' }] };
    await send('put', `${shop}/environments/${production}/rules`, rules, 200);
    await send('patch', shop, { requiredLanguages: ['fr-FR'] }, 200);
    const id = await asked([await version('mail', '3.0.0', 'Hello')]);
    expect(await preview(id)).toMatchObject({
      approvals: { given: 0, needed: 2 },
      blockedBy: [{ rule: 'approval' }, { rule: 'freeze' }],
      items: [{ languages: [{ languageCode: 'fr-FR', state: 'missing' }] }],
    });
    await send('put', `${shop}/environments/${production}/rules`, {}, 200);
    await send('patch', shop, { requiredLanguages: [] }, 200);
    await app.request('put', `${shop}/deployments/${id}/approve`, await app.userToken('tenant_admin')).expect(200);
    expect(await preview(id)).toMatchObject({ status: 'APPROVED', blockedBy: [], items: [{ fault: null, languages: [] }] });
    await send('patch', `${shop}/prompts/mail/versions/3.0.0`, { promptText: 'Hallo' }, 200);
    expect(await preview(id)).toMatchObject({ items: [{ fault: "version '3.0.0' was changed after it was approved" }] });
    await app.request('delete', `${shop}/prompts/mail/versions/3.0.0`, app.admin).expect(200);
    expect(await preview(id)).toMatchObject({ items: [{ name: null, fault: "version '3.0.0' is gone", text: null }] });
    await send('post', `${shop}/deployments/${id}/cancel`, {}, 200);
    expect(await preview(id)).toMatchObject({ status: 'CANCELLED', blockedBy: [{ rule: 'status' }] });
  });

  it('has nothing against the items of one that has come to its end', async () => {
    const id = await asked([await version('mail', '3.0.0', 'Hello')]);
    await app.request('put', `${shop}/deployments/${id}/approve`, await app.userToken('tenant_admin')).expect(200);
    await send('post', `${shop}/deployments/${id}/cancel`, {}, 200);
    await send('patch', `${shop}/prompts/mail/versions/3.0.0`, { promptText: 'Hallo' }, 200);
    expect(await preview(id)).toMatchObject({ blockedBy: [{ rule: 'status' }], items: [{ fault: null }] });
    await app.request('delete', `${shop}/prompts/mail/versions/3.0.0`, app.admin).expect(200);
  });

  it('names the variables that callers of the environment lose', async () => {
    const made = async (versionTag: string, type: string): Promise<string> => {
      const variables = [{ name: 'who', type, required: true }];
      const body = { versionTag, promptText: 'Yes, {{variable:who}}', languageCode: 'en-US', variables };
      return (await send('post', `${shop}/prompts/chat/versions`, body)).id;
    };
    await made('3.0.0', 'string');
    await send('put', `${shop}/environments/${production}/pointers/chat`, { versionTag: '3.0.0' }, 200);
    const item = { entityType: 'PROMPT_VERSION', entityId: await made('4.0.0', 'number'), versionTag: '4.0.0' };
    expect(await preview(await asked([item]))).toMatchObject({
      items: [{ from: '3.0.0', breaking: [{ name: 'who', change: 'retyped', before: 'string', after: 'number' }] }],
    });
  });

  it('says why an item would be refused, in the words of the refusal', async () => {
    const declared = async (versionTag: string, name: string): Promise<object> => {
      const variables = [{ name, type: 'string', required: true }];
      const body = { versionTag, promptText: `{{variable:${name}}}`, languageCode: 'en-US', variables };
      const { id } = await send('post', `${shop}/prompts/chat/versions`, body);
      return { entityType: 'PROMPT_VERSION', entityId: id, versionTag };
    };
    await declared('5.0.0', 'who');
    await send('post', `${shop}/prompts/chat/versions/5.0.0/activate`, {}, 200);
    const refusals: [object, () => Promise<unknown>, string][] = [
      [await declared('5.1.0', 'whom'), () => Promise.resolve(), "Version '5.1.0' breaks variables of '5.0.0': who (removed)"],
      [
        await version('mail', '6.0.0', 'x'),
        () => send('post', `${shop}/prompts/mail/versions/6.0.0/archive`, {}, 200),
        "Version '6.0.0' is archived; restore it first",
      ],
      [
        await version('mail', '7.0.0', 'x'),
        () => send('patch', shop, { requiredLanguages: ['fr-FR'] }, 200),
        "Version '7.0.0' cannot be released: fr-FR is missing",
      ],
      [
        {
          entityType: 'PROMPT_ASSET_VERSION',
          entityId: (
            await send('post', `${shop}/prompts/mail/assets/sign/versions`, { versionTag: '3', value: 'x', languageCode: 'en-US' })
          ).id,
          versionTag: '3',
        },
        () => send('post', `${shop}/prompts/mail/assets/sign/versions/3/archive`, {}, 200),
        "Version '3' is archived; restore it first",
      ],
      [
        {
          entityType: 'PROMPT_ASSET_VERSION',
          entityId: (
            await send('post', `${shop}/prompts/mail/assets/sign/versions`, { versionTag: '4', value: 'x', languageCode: 'en-US' })
          ).id,
          versionTag: '4',
        },
        () => send('patch', shop, { requiredLanguages: ['fr-FR'] }, 200),
        "Version '4' cannot be released: fr-FR is missing",
      ],
    ];
    for (const [item, spoil, why] of refusals) {
      const id = await asked([item]);
      await app.request('put', `${shop}/deployments/${id}/approve`, await app.userToken('tenant_admin')).expect(200);
      await spoil();
      const { items } = (await preview(id)) as { items: { fault: string }[] };
      expect(items[0]?.fault).toContain(why);
      const { message } = (await app.request('post', `${shop}/deployments/${id}/deploy`, app.admin).expect(409)).body as {
        message: string;
      };
      expect(message).toBe(`items.0: ${items[0]?.fault ?? ''}; nothing was deployed`);
      await send('patch', shop, { requiredLanguages: [] }, 200);
    }
  });

  it('says what an approval does not cover', async () => {
    const promptText = '{{asset:sign}} {{asset:fixed:2}} {{prompt:chat}} {{prompt:fixed:1.0.0}} {{prompt:shop/chat:latest}} {{asset:text}}';
    const translations = [
      { languageCode: 'fr-FR', promptText: 'Salut {{asset:adieu}}' },
      { languageCode: 'de-DE', promptText: 'Hallo' },
    ];
    const body = { versionTag: '8.0.0', promptText, languageCode: 'en-US', initialTranslations: translations, literals: ['asset:text'] };
    const mail = {
      entityType: 'PROMPT_VERSION',
      entityId: (await send('post', `${shop}/prompts/mail/versions`, body)).id,
      versionTag: '8.0.0',
    };
    const value = '{{asset:sign}} {{prompt:chat}}';
    await send('post', `${shop}/prompts/mail/assets`, { key: 'frame', name: 'Frame', initialValue: value });
    const { versions } = (await app.request('get', `${shop}/prompts/mail/assets/frame`, app.admin).expect(200)).body as {
      versions: { id: string }[];
    };
    const frame = { entityType: 'PROMPT_ASSET_VERSION', entityId: versions[0]?.id, versionTag: '1.0.0' };
    expect(await preview(await asked([mail, frame]))).toMatchObject({
      items: [
        {
          floating: {
            translations: ['de-DE', 'fr-FR'],
            references: ['asset:adieu', 'asset:sign', 'prompt:chat', 'prompt:shop/chat'],
          },
        },
        { floating: { translations: [], references: ['prompt:chat'] } },
      ],
    });
  });

  it('tells a version that is there already', async () => {
    const item = await version('mail', '4.0.0', 'Again');
    await send('put', `${shop}/environments/${production}/pointers/mail`, { versionTag: '4.0.0' }, 200);
    expect(await preview(await asked([item]))).toMatchObject({ items: [{ from: '4.0.0', unchanged: true }] });
  });

  it('is shown to who may read deployments of the tenant', async () => {
    const path = `${shop}/deployments/${await asked([await version('mail', '5.0.0', 'x')])}/preview`;
    await app.request('get', `${shop}/deployments/nix/preview`, app.admin).expect(404);
    await app.request('get', path, await app.strangerToken()).expect(404);
    await app.request('get', path).expect(401);
    for (const bad of ['limit=0', 'limit=101', 'cursor=x']) await app.request('get', `${path}?${bad}`, app.admin).expect(400);
    await app.request('get', path, await app.userToken('prompt_consumer')).expect(403);
  });
});
