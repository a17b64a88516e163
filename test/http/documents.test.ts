import type { AuditEnvelope } from '#shared/audit-envelope';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from './testing-app';

interface Result {
  readonly outcome: string;
  readonly changes: readonly object[];
  readonly conflicts: readonly object[];
  readonly kept: readonly object[];
  readonly warnings: readonly string[];
}
interface Export {
  readonly prompt: object;
  readonly versions: readonly object[];
  readonly assets: readonly object[];
  readonly tags: readonly object[];
}

const WHOLE = {
  prompt: { name: 'Order Mail', description: 'line\r\nbreak', type: 'SYSTEM' },
  tags: [{ name: 'mail', description: 'About mails' }, { name: 'old' }],
  versions: [
    {
      versionTag: '3.0.0',
      promptText: '',
      languageCode: 'en-US',
      changeMessage: 'why',
      translations: [
        { languageCode: 'fr-FR', promptText: 'vieux', state: 'stale' },
        { languageCode: 'de', promptText: 'neu' },
      ],
    },
    { versionTag: '2.1.0', promptText: 'never used', languageCode: 'en-US', status: 'archived' },
    {
      versionTag: '2.0.0',
      promptText: 'Dear {{who}}, {{asset:sign}}',
      languageCode: 'en-US',
      status: 'archived',
      activatedAt: '2026-01-31T09:30:00.000Z',
      variables: [{ name: 'who', example: { a: [1, null] } }],
      literals: ['lit'],
    },
  ],
  assets: [
    {
      key: 'sign',
      name: 'Signature',
      category: 'closings',
      enabled: false,
      versions: [
        { versionTag: 'v2 beta', value: 'Regards', languageCode: 'en', translations: [{ languageCode: 'fr', value: 'z', state: 'stale' }] },
        { versionTag: 'v1', value: 'Yours', languageCode: 'en', status: 'active' },
      ],
    },
  ],
};

describe('documents of prompts over HTTP', () => {
  let app: TestingApp;
  const events: AuditEnvelope[] = [];
  const prompts = '/api/projects/shop/prompts';
  const put = async (slug: string, body: object, status = 200): Promise<Result> =>
    (await app.call('put', `${prompts}/${slug}`, body).expect(status)).body as Result;
  const exported = async (slug: string): Promise<Export> =>
    (await app.call('post', `${prompts}/${slug}/backup`, {}).expect(201)).body as Export;

  beforeAll(async () => {
    app = await startTestingApp();
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((committed) => events.push(...committed));
    await app.call('post', '/api/projects', { name: 'Shop' }).expect(201);
  });
  afterAll(() => app.stop());

  it('create a prompt with everything that belongs to it, and change nothing the second time', async () => {
    events.length = 0;
    const first = await put('order-mail/document', WHOLE);
    expect(first).toMatchObject({ outcome: 'created', conflicts: [], kept: [], warnings: [] });
    expect(first.changes).toEqual([
      { action: 'create', resource: 'tag', id: 'mail' },
      { action: 'create', resource: 'tag', id: 'old' },
      { action: 'create', resource: 'prompt', id: 'order-mail' },
      { action: 'create', resource: 'version', id: '2.0.0' },
      { action: 'activate', resource: 'version', id: '2.0.0' },
      { action: 'archive', resource: 'version', id: '2.0.0' },
      { action: 'create', resource: 'version', id: '2.1.0' },
      { action: 'archive', resource: 'version', id: '2.1.0' },
      { action: 'create', resource: 'version', id: '3.0.0' },
      { action: 'create', resource: 'translation', version: '3.0.0', id: 'fr-FR' },
      { action: 'create', resource: 'translation', version: '3.0.0', id: 'de' },
      { action: 'create', resource: 'asset', id: 'sign' },
      { action: 'update', resource: 'asset', id: 'sign' },
      { action: 'create', resource: 'asset-version', asset: 'sign', id: 'v1' },
      { action: 'activate', resource: 'asset-version', asset: 'sign', id: 'v1' },
      { action: 'create', resource: 'asset-version', asset: 'sign', id: 'v2 beta' },
      { action: 'create', resource: 'asset-translation', asset: 'sign', version: 'v2 beta', id: 'fr' },
    ]);
    // One of each change, and that of the document.
    expect(events.map(({ action }) => action)).toEqual([
      'tag.create',
      'tag.create',
      'prompt.create',
      'version.create',
      'version.activate',
      'version.archive',
      'version.create',
      'version.archive',
      'version.create',
      'translation.create',
      'translation.create',
      'asset.create',
      'asset.update',
      'asset_version.create',
      'asset_version.activate',
      'asset_version.create',
      'asset_translation.create',
      'prompt_document.apply',
    ]);
    expect(events.at(-1)).toMatchObject({ resource: { id: 'shop/order-mail' }, outcome: 'success', details: { changes: 17 } });
    const stored = await exported('order-mail');
    expect(stored).toMatchObject({
      prompt: { id: 'order-mail', ...WHOLE.prompt },
      tags: WHOLE.tags.map(({ name, description = null }: { name: string; description?: string | null }) => ({ name, description })),
      versions: [
        { versionTag: '3.0.0', status: 'draft', translations: [{ languageCode: 'de', state: 'current' }, { state: 'stale' }] },
        { versionTag: '2.1.0', status: 'archived', activatedAt: null },
        { versionTag: '2.0.0', status: 'archived', activatedAt: expect.any(String) as string, literals: ['lit'] },
      ],
      assets: [
        { key: 'sign', enabled: false, versions: [{ versionTag: 'v2 beta', translations: [{ state: 'stale' }] }, { status: 'active' }] },
      ],
    });

    events.length = 0;
    expect(await put('order-mail/document', WHOLE)).toMatchObject({ outcome: 'unchanged', changes: [], kept: [] });
    expect(events.map(({ action, outcome }) => [action, outcome])).toEqual([['prompt_document.apply', 'unchanged']]);
  });

  it('bring back a deleted prompt from its backup', async () => {
    await put('gone/document', WHOLE);
    const backup = await exported('gone');
    await app.call('delete', `${prompts}/gone`).expect(200);
    expect((await put('gone/document', backup)).outcome).toBe('created');
    const bare = (document: Export): unknown =>
      JSON.parse(
        JSON.stringify(document, (name, value: unknown) =>
          ['id', 'versionId', 'assetId', 'createdAt', 'updatedAt', 'activatedAt', 'timestamp'].includes(name) ? undefined : value,
        ),
      );
    expect(bare(await exported('gone'))).toEqual(bare(backup));
    expect(await put('gone/document', backup)).toMatchObject({ outcome: 'unchanged' });
  });

  it('change the parts that they have, and keep the rest', async () => {
    await put('parts/document', WHOLE);
    const version = {
      versionTag: '3.0.0',
      promptText: 'text',
      translations: [{ languageCode: 'it-IT', promptText: 'testo' }],
      status: 'active',
    };
    const result = await put('parts/document', { prompt: { name: 'Other' }, tags: [{ name: 'mail' }], versions: [version] });
    expect(result).toEqual({
      promptId: 'parts',
      outcome: 'updated',
      dryRun: false,
      changes: [
        { action: 'update', resource: 'prompt', id: 'parts' },
        { action: 'update', resource: 'version', id: '3.0.0' },
        { action: 'create', resource: 'translation', version: '3.0.0', id: 'it-IT' },
        { action: 'activate', resource: 'version', id: '3.0.0' },
      ],
      conflicts: [],
      kept: [
        { resource: 'translation', version: '3.0.0', id: 'de' },
        { resource: 'translation', version: '3.0.0', id: 'fr-FR' },
        { resource: 'version', id: '2.1.0' },
        { resource: 'version', id: '2.0.0' },
        { resource: 'asset', id: 'sign' },
      ],
      warnings: [],
    });
    expect(await exported('parts')).toMatchObject({
      prompt: { name: 'Other', description: 'line\r\nbreak' },
      tags: [{ name: 'mail' }],
      versions: [
        { promptText: 'text', translations: [{ state: 'stale' }, { state: 'stale' }, { languageCode: 'it-IT', state: 'current' }] },
        {},
        {},
      ],
    });
    const confirmed = { versionTag: '3.0.0', translations: [{ languageCode: 'de', promptText: 'neu' }] };
    expect((await put('parts/document', { versions: [confirmed] })).changes).toEqual([
      { action: 'update', resource: 'translation', version: '3.0.0', id: 'de' },
    ]);
    await put('parts/document', { versions: [{ versionTag: '2.0.0', status: 'active' }] });
    expect((await put('parts/document', {})).outcome).toBe('unchanged');
  });

  it('say everything that is wrong with them, at its place, and then change nothing', async () => {
    await put('wrong/document', { prompt: { name: 'Wrong' }, versions: [{ ...WHOLE.versions[2], status: 'active' }] });
    events.length = 0;
    const invalid = await app
      .call('put', `${prompts}/wrong/document`, {
        prompt: { name: ' ' },
        versions: [
          { versionTag: 'one', promptText: 'a', languageCode: 'en', translations: [{ languageCode: 'x', promptText: '' }] },
          { versionTag: '9.0.0' },
          { versionTag: '2.0.0', translations: [{ languageCode: 'fr-FR', promptText: '' }] },
        ],
        assets: [
          { key: 'a:b', versions: [] },
          { key: 'ok', versions: [{ versionTag: 'latest', value: '', languageCode: 'en' }] },
        ],
      })
      .expect(400);
    const { errors } = invalid.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/assets/0/key',
      '/assets/1/versions/0/versionTag',
      '/prompt/name',
      '/versions/0/translations/0/languageCode',
      '/versions/0/translations/0/promptText',
      '/versions/0/versionTag',
      '/versions/1/languageCode',
      '/versions/1/promptText',
      '/versions/2/translations/0/promptText',
    ]);

    const conflicting = {
      prompt: { name: 'Never' },
      versions: [
        { versionTag: '2.1.0', promptText: 'no variable', languageCode: 'en', variables: [], status: 'active' },
        { versionTag: '2.0.0', promptText: 'another text' },
      ],
    };
    const rehearsed = await put('wrong/document?dryRun=true', conflicting);
    expect(rehearsed).toMatchObject({
      outcome: 'updated',
      dryRun: true,
      changes: [
        { action: 'update', resource: 'prompt' },
        { action: 'create', resource: 'version', id: '2.1.0' },
      ],
      conflicts: [
        { action: 'update', resource: 'version', id: '2.0.0', pointer: '/versions/1', code: 'prompts.version_not_draft' },
        { action: 'activate', resource: 'version', id: '2.1.0', pointer: '/versions/0', code: 'prompts.breaking_variables' },
      ],
    });
    const refused = await app.call('put', `${prompts}/wrong/document`, conflicting).expect(409);
    expect(refused.body).toMatchObject({
      code: 'prompts.document_conflicts',
      errors: [{ pointer: '/versions/1' }, { pointer: '/versions/0' }],
    });
    expect(await exported('wrong')).toMatchObject({
      prompt: { name: 'Wrong' },
      versions: [{ promptText: 'Dear {{who}}, {{asset:sign}}' }],
    });
    expect(events.filter(({ outcome }) => outcome === 'success').map(({ action }) => action)).toEqual(['backup.create']);
  });

  it('ask for a reason before callers lose a variable', async () => {
    const declared = { versionTag: '1.0.0', promptText: '{{who}}', languageCode: 'en', variables: [{ name: 'who' }], status: 'active' };
    await put('breaking/document', { prompt: { name: 'Breaking' }, versions: [declared] });
    const next = { versionTag: '1.1.0', promptText: '{{whom}}', languageCode: 'en', variables: [{ name: 'whom' }], status: 'active' };
    const refused = await app.call('put', `${prompts}/breaking/document`, { versions: [next] }).expect(409);
    expect(refused.body).toMatchObject({ code: 'prompts.breaking_variables', errors: [{ pointer: '/versions/0' }] });
    events.length = 0;
    await put('breaking/document', { versions: [next], breakingReason: 'nobody calls it' });
    expect(events.find(({ action }) => action === 'version.activate')).toMatchObject({ risk: 'high' });
    await app.call('put', `${prompts}/breaking/document`, { versions: [], breakingReason: '' }).expect(400);
  });

  it('say what they would change without changing it', async () => {
    events.length = 0;
    const rehearsed = await app.call('put', `${prompts}/rehearsed/document?dryRun=true`, WHOLE).expect(200);
    expect(rehearsed.body).toMatchObject({ outcome: 'created', dryRun: true });
    expect((rehearsed.body as Result).changes).toHaveLength(15);
    expect(rehearsed.headers.etag).toBeUndefined();
    expect(events).toEqual([]);
    await app.call('get', `${prompts}/rehearsed`).expect(404);
  });

  it('have conditions', async () => {
    const small = { prompt: { name: 'Conditional' }, versions: [{ versionTag: '1.0.0', promptText: 'a', languageCode: 'en' }] };
    const created = await app.call('put', `${prompts}/conditional/document`, small).set('if-none-match', '*').expect(200);
    const { etag } = created.headers as { etag: string };
    await app.call('put', `${prompts}/conditional/document`, small).set('if-none-match', '*').expect(412);
    await app.call('put', `${prompts}/absent/document`, small).set('if-match', '*').expect(412);
    // Without a name it is no new prompt.
    await app.call('put', `${prompts}/absent/document`, { versions: small.versions }).expect(404);
    await app
      .call('put', `${prompts}/conditional/document`, { prompt: { name: 'Second' } })
      .set('if-match', etag)
      .expect(200);
    await app
      .call('put', `${prompts}/conditional/document`, { prompt: { name: 'Third' } })
      .set('if-match', etag)
      .expect(412);
  });

  it('may be longer than other bodies, and have a bound of their own', async () => {
    const text = 'x'.repeat(1024 * 1024);
    const versions = [4, 3, 2, 1].map((major) => ({ versionTag: `${major}.0.0`, promptText: text, languageCode: 'en', status: 'active' }));
    expect((await put('long/document', { prompt: { name: 'Long' }, versions })).outcome).toBe('created');
    const deep: unknown = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
    const variables = [
      { name: 'deep', type: 'array', default: deep },
      { name: 'many', type: 'array', default: Array.from({ length: 60_000 }, () => 1) },
    ];
    await put('long/document', { versions: [{ versionTag: '5.0.0', promptText: 'a', languageCode: 'en', variables }] });
    const tooLong = { prompt: { name: 'Long' }, versions: [...versions, ...versions, ...versions, ...versions] };
    await app.call('put', `${prompts}/long/document`, tooLong).expect(413);
    await app.call('put', `${prompts}/long`, { description: 'd'.repeat(3 * 1024 * 1024) }).expect(413);
  }, 60_000);

  it('are for members who may write prompts, and of one tenant', async () => {
    const small = { prompt: { name: 'Small' } };
    const as = async (token: string) => app.request('put', `${prompts}/small/document`, token).send(small);
    expect((await as(await app.userToken('prompt_consumer'))).status).toBe(403);
    expect((await as(await app.strangerToken())).status).toBe(404);
    expect((await as(await app.userToken('user'))).status).toBe(200);
  });

  it('have each part once', async () => {
    const version = { versionTag: '1.0.0', promptText: 'a', languageCode: 'en' };
    const french = { languageCode: 'fr-FR', promptText: 'b' };
    const asset = { key: 'sign', versions: [{ versionTag: '1.0.0', value: 'a', languageCode: 'en' }] };
    const twice = {
      prompt: { name: 'Twice' },
      versions: [{ ...version, translations: [french, { ...french, languageCode: ' fr-fr ' }] }, version],
      assets: [{ ...asset, versions: [...asset.versions, ...asset.versions] }, asset],
    };
    const { body } = (await app.call('put', `${prompts}/twice/document`, twice).expect(400)) as { body: unknown };
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/assets/0/versions/0/versionTag',
      '/assets/1/key',
      '/versions/0/translations/1/languageCode',
      '/versions/0/versionTag',
    ]);
  });

  it('have a bounded number of parts', async () => {
    const translations = Array.from({ length: 500 }, (_, index) => ({ languageCode: `l${index}`, promptText: 'a' }));
    const versions = Array.from({ length: 20 }, (_, index) => ({ versionTag: `1.0.${index}`, translations }));
    const { body } = (await app.call('put', `${prompts}/many/document`, { prompt: { name: 'Many' }, versions }).expect(422)) as {
      body: unknown;
    };
    expect(body).toMatchObject({ code: 'prompts.document_too_many_parts' });
  });

  it('end the turn at each version, whether it changes or not', async () => {
    const versions = Array.from({ length: 60 }, (_, index) => ({ versionTag: `1.0.${index}`, promptText: 'a', languageCode: 'en' }));
    const document = { prompt: { name: 'Turns' }, versions };
    await put('turns/document', document);
    let turns = 0;
    let counting = true;
    const count = (): void => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    expect((await put('turns/document', document)).outcome).toBe('unchanged');
    counting = false;
    expect(turns).toBeGreaterThan(versions.length);
  });

  it('declare for a new version what the previous one declares, unless they say otherwise', async () => {
    const first = { versionTag: '1.0.0', promptText: 'Dear {{who}}', languageCode: 'en', status: 'active' };
    await put('declared/document', {
      prompt: { name: 'Declared' },
      versions: [{ ...first, variables: [{ name: 'who', default: 'you' }] }],
    });
    await put('declared/document', { versions: [{ ...first, versionTag: '1.1.0' }] });
    expect((await exported('declared')).versions).toMatchObject([
      { versionTag: '1.1.0', status: 'active', variables: [{ name: 'who', default: 'you' }] },
      { versionTag: '1.0.0' },
    ]);
  });

  it('make an archived version one that was active, where they have it so', async () => {
    const version = { versionTag: '1.0.0', promptText: 'a', languageCode: 'en', status: 'archived' };
    await put('unused/document', { prompt: { name: 'Unused' }, versions: [version] });
    const used = { versions: [{ ...version, activatedAt: '2026-01-31T09:30:00.000Z' }] };
    expect((await put('unused/document', used)).changes).toMatchObject([
      { action: 'restore' },
      { action: 'activate' },
      { action: 'archive' },
    ]);
    expect((await put('unused/document', used)).outcome).toBe('unchanged');
  });

  it('make no draft of a version that was active, and one of an archived version that never was', async () => {
    const version = { versionTag: '1.0.0', promptText: 'a', languageCode: 'en' };
    const unused = { ...version, versionTag: '1.1.0', status: 'archived' };
    await put('drafted/document', { prompt: { name: 'Drafted' }, versions: [unused, { ...version, status: 'active' }] });
    const refused = await app.call('put', `${prompts}/drafted/document`, { versions: [{ ...version, status: 'draft' }] }).expect(409);
    expect(refused.body).toMatchObject({ code: 'prompts.version_was_active', errors: [{ pointer: '/versions/0/status' }] });
    expect((await put('drafted/document', { versions: [{ ...unused, status: 'draft' }] })).changes).toMatchObject([{ action: 'restore' }]);
  });

  it('name tags, not their ids', async () => {
    const tag = (await app.call('post', '/api/projects/shop/tags', { name: 'by name' }).expect(201)).body as { id: string };
    const { body } = (await app
      .call('put', `${prompts}/tagged/document`, { prompt: { name: 'Tagged' }, tags: [{ name: tag.id }] })
      .expect(400)) as { body: unknown };
    expect(body).toMatchObject({ errors: [{ pointer: '/tags/0/name', message: expect.stringContaining("'by name'") as string }] });
  });

  describe('with a key that may write prompts only', () => {
    let key: string;
    const version = { versionTag: '1.0.0', promptText: 'a', languageCode: 'en' };
    const asset = { key: 'sign', versions: [{ versionTag: '1.0.0', value: 'a', languageCode: 'en' }] };
    const withKey = (body: object) => app.request('put', `${prompts}/narrow/document`).set('x-api-key', key).send(body);

    beforeAll(async () => {
      await put('narrow/document', { prompt: { name: 'Narrow' }, versions: [version], assets: [asset] });
      const wanted = { name: 'narrow', permissions: ['prompt:write'] };
      key = ((await app.call('post', '/api/api-keys', wanted).expect(201)).body as { apiKey: string }).apiKey;
    });

    it.each([
      ['a version as it is', { versions: [version] }],
      ['another text', { versions: [{ ...version, promptText: 'b' }] }],
      ['an asset as it is', { assets: [asset] }],
      ['a new asset without a version', { assets: [{ key: 'other' }] }],
      ['a new tag', { tags: [{ name: 'never' }] }],
    ])('refuse %s alike', async (_what, body) => {
      expect((await withKey(body)).status).toBe(403);
    });

    it('change the prompt, and tell nothing of its parts', async () => {
      const { body } = (await withKey({ prompt: { name: 'Narrower' } }).expect(200)) as { body: unknown };
      expect(body).toMatchObject({ outcome: 'updated', kept: [] });
    });
  });
});
