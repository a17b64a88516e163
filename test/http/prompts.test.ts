import { startTestingApp, type TestingApp } from './testing-app';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
interface Id {
  readonly id: string;
}

describe('prompts over HTTP', () => {
  let app: TestingApp;
  let environmentId: string;
  const prompts = '/api/projects/shop/prompts';
  const serve = '/api/serve-prompt/execute/shop';
  const pointer = (prompt: string): string => `/api/projects/shop/environments/${environmentId}/pointers/${prompt}`;
  const bodyOf = (response: { readonly body: unknown }): unknown => response.body;
  const aPrompt = (name: string, more: object = {}) =>
    app.call('post', prompts, { name, promptText: 'Dear {{variable:who}}', ...more }).expect(201);

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    const body = bodyOf(await app.call('post', '/api/projects/shop/environments', { name: 'production' }).expect(201));
    environmentId = (body as Id).id;
  });
  afterAll(() => app.stop());

  it('creates a prompt as lenient clients send it, and reads, changes and deletes it', async () => {
    const created = await aPrompt('Order Mail', { type: { value: 'task' }, tags: {}, languageCode: 'en-US', tenantId: 'ignored' });
    expect(created.body).toMatchObject({
      id: 'order-mail',
      type: 'USER',
      tags: [],
      projectId: 'shop',
      versions: [
        { versionTag: '1.0.0', promptId: 'order-mail', status: 'draft', isActive: false, translations: [], activeInEnvironments: [] },
      ],
    });
    const path = `${prompts}/order-mail`;
    expect((await app.call('get', path).expect(200)).body).toEqual(created.body);
    expect((await app.call('get', prompts).expect(200)).body).toMatchObject([{ id: 'order-mail', versions: [{ versionTag: '1.0.0' }] }]);
    for (const method of ['put', 'patch'] as const) {
      expect((await app.call(method, path, { description: method, tagIds: [] }).expect(200)).body).toMatchObject({ description: method });
    }
    expect((await app.call('delete', path).expect(200)).text).toBe('');
    await app.call('get', path).expect(404);
  });

  it('says what is wrong with a prompt', async () => {
    await aPrompt('Taken');
    const refused = async (body: object, status: number, method: Method = 'post', path = prompts) =>
      (await app.call(method, path, body).expect(status)).body as { message: unknown; errors: { pointer: string }[] };
    expect((await refused({ name: 'Taken', promptText: 'x' }, 409)).message).toContain('already exists');
    expect((await refused({ name: ' ', promptText: '', slug: 'A' }, 400)).errors.map((each) => each.pointer)).toEqual([
      '/name',
      '/slug',
      '/promptText',
    ]);
    expect((await refused({ name: 'x', promptText: 'x', color: 1 }, 400)).message).toEqual(['property color should not exist']);
    await refused({ name: 'x', promptText: 'x', tags: ['core'] }, 404);
    await refused({ name: 'x', promptText: 'x', tags: 5 }, 400);
    await refused({ name: 'x', promptText: 'x', variables: [{ name: 'a', type: 'date' }] }, 400);
    await refused({ name: 'x', promptText: 'x'.repeat(1024 * 1024 + 1) }, 413);
    await refused({}, 400, 'patch', `${prompts}/taken`);
    await refused({ type: 'NONSENSE' }, 400, 'patch', `${prompts}/taken`);
    await refused({ tagIds: ['x'] }, 404, 'patch', `${prompts}/taken`);
  });

  it('takes a version from draft to archive', async () => {
    await aPrompt('Life');
    const base = `${prompts}/life/versions`;
    const translations = { initialTranslations: [{ languageCode: 'fr-FR', promptText: 'Cher' }] };
    const body = {
      versionTag: '1.1.0',
      promptText: '{{n}} {{lit}}',
      languageCode: 'en',
      variables: [{ name: 'n', type: 'number' }],
      literals: ['lit'],
    };
    expect((await app.call('post', base, { ...body, ...translations }).expect(201)).body).toMatchObject({
      status: 'draft',
      variables: [{ name: 'n', type: 'number', required: true }],
      literals: ['lit'],
      marketplaceStatus: 'NOT_PUBLISHED',
      translations: [{ languageCode: 'fr-FR' }],
    });
    await app.call('post', base, body).expect(409);
    await app.call('post', base, { ...body, versionTag: 'latest' }).expect(400);
    expect((await app.call('get', base).expect(200)).body).toMatchObject([{ versionTag: '1.1.0' }, { versionTag: '1.0.0' }]);
    expect((await app.call('get', `${base}/latest`).expect(200)).body).toMatchObject({ versionTag: '1.1.0', promptText: '{{n}} {{lit}}' });
    const query = `processed=TRUE&variables=${encodeURIComponent('{"n":5}')}`;
    expect((await app.call('get', `${base}/latest?${query}`).expect(200)).body).toMatchObject({ promptText: '5 {{lit}}' });
    await app.call('get', `${base}/latest?variables=%5B%5D`).expect(400);
    expect(
      (await app.call('patch', `${base}/1.1.0`, { promptText: 'new', versionTag: '9', initialTranslations: [] }).expect(200)).body,
    ).toMatchObject({
      promptText: 'new',
      versionTag: '1.1.0',
    });
    expect((await app.call('post', `${base}/1.1.0/activate`).expect(200)).body).toMatchObject({ status: 'active' });
    await app.call('post', `${base}/1.1.0/activate`).expect(200);
    await app.call('patch', `${base}/1.1.0`, { promptText: 'newer' }).expect(409);
    await app.call('patch', `${base}/1.1.0`, { changeMessage: 'why' }).expect(200);
    expect((await app.call('post', `${base}/1.1.0/archive`).expect(200)).body).toMatchObject({ status: 'archived' });
    await app.call('post', `${base}/1.1.0/activate`).expect(409);
    expect((await app.call('post', `${base}/1.1.0/restore`).expect(200)).body).toMatchObject({ status: 'active' });
    await app.call('post', `${base}/1.1.0/restore`).expect(200);
    await app.call('post', `${base}/9.9.9/restore`).expect(404);
    await app.call('delete', `${base}/1.1.0`).expect(200);
    await app.call('get', `${base}/1.1.0`).expect(404);
  });

  it('offers a version on the marketplace, at once or after an approval, and takes it off', async () => {
    await aPrompt('Offered');
    const base = `${prompts}/offered/versions/1.0.0`;
    const profile = bodyOf(await app.call('get', '/api/auth/profile').expect(200)) as Id & { tenantId: string };
    const requireApproval = (marketplaceRequiresApproval: boolean) =>
      app.call('patch', `/api/tenants/${profile.tenantId}`, { marketplaceRequiresApproval }).expect(200);
    await requireApproval(false);
    const published = await app.call('post', `${base}/request-publish`).expect(200);
    expect(published.body).toMatchObject({
      marketplaceStatus: 'PUBLISHED',
      marketplaceRequestedAt: expect.any(String) as unknown,
      marketplacePublishedAt: expect.any(String) as unknown,
      marketplaceApprovedAt: null,
      marketplaceRequesterId: profile.id,
    });
    expect((await app.call('post', `${base}/request-publish`).expect(200)).body).toEqual(published.body);
    expect((await app.call('get', base).expect(200)).body).toEqual(published.body);
    await app.call('patch', base, { promptText: 'other' }).expect(409);
    const off = { marketplaceStatus: 'NOT_PUBLISHED', marketplaceRequestedAt: null, marketplaceRequesterId: null };
    const unpublished = await app.call('post', `${base}/unpublish`).expect(200);
    expect(unpublished.body).toMatchObject(off);
    expect((await app.call('post', `${base}/unpublish`).expect(200)).body).toEqual(unpublished.body);
    await requireApproval(true);
    const pending = { marketplaceStatus: 'PENDING_APPROVAL', marketplacePublishedAt: null };
    expect((await app.call('post', `${base}/request-publish`).expect(200)).body).toMatchObject(pending);
    await app.call('patch', base, { promptText: 'other' }).expect(200);
    await app.call('post', `${prompts}/offered/versions/9.9.9/request-publish`).expect(404);
    await app.call('post', `${prompts}/nobody/versions/1.0.0/unpublish`).expect(404);
  });

  it('shows what a draft takes, and refuses to break callers without a new major or a reason', async () => {
    await aPrompt('Contract', { variables: [{ name: 'who', type: 'number', required: true }], promptText: '{{who}}', activate: true });
    const base = `${prompts}/contract/versions`;
    const body = { versionTag: '1.1.0', promptText: '{{whom}} {{n}}', languageCode: 'en', variables: [{ name: 'n', type: 'number' }] };
    expect((await app.call('post', base, body).expect(201)).body).toMatchObject({
      variablesDeclared: true,
      variables: [{ name: 'n' }],
      effectiveVariables: [
        { name: 'n', type: 'number', declared: true },
        { name: 'whom', type: 'string', required: true, declared: false },
      ],
    });
    const path = `${base}/1.1.0/activate`;
    expect((await app.call('post', path).expect(409)).body).toMatchObject({
      code: 'prompts.breaking_variables',
      follows: '1.0.0',
      breaking: [{ name: 'who', change: 'removed', before: 'number', after: null }],
    });
    expect((await app.call('post', path, { allowBreaking: true }).expect(400)).body).toMatchObject({ errors: [{ pointer: '/reason' }] });
    await app.call('post', path, { allowBreaking: 'yes' }).expect(400);
    await app.call('post', path, { allowBreaking: false, reason: 'x' }).expect(409);
    expect((await app.call('post', path, { allowBreaking: true, reason: 'unused' }).expect(200)).body).toMatchObject({
      status: 'active',
      variables: [{ name: 'n' }, { name: 'whom', type: 'string', required: true }],
      effectiveVariables: [{ declared: true }, { declared: true }],
    });
    await app.call('post', base, { ...body, versionTag: '2.0.0', variables: [{ name: 'other' }] }).expect(201);
    await app.call('post', `${base}/2.0.0/activate`).expect(200);
  });

  it('finds the variables of its own text; those of what it shows are told by the template', async () => {
    await aPrompt('Foot', { promptText: '{{place}}', activate: true });
    await aPrompt('Letter', { promptText: 'x' });
    await app.call('post', `${prompts}/letter/assets`, { key: 'sign', name: 'Sign', initialValue: '{{signer}} {{lit}}' }).expect(201);
    const base = `${prompts}/letter/versions`;
    const promptText = '{{who}} {{asset:sign}} {{prompt:foot}} {{lit}}';
    const french = { languageCode: 'fr-FR', promptText: '{{who}} {{extra}}' };
    const body = { versionTag: '1.1.0', promptText, languageCode: 'en', literals: ['lit'], initialTranslations: [french] };
    expect((await app.call('post', base, body).expect(201)).body).toMatchObject({ effectiveVariables: [{ name: 'who', declared: false }] });
    const { contentHash } = bodyOf(await app.call('post', `${base}/1.1.0/activate`).expect(200)) as { contentHash: string };
    const namesOf = async (query: string): Promise<string[]> => {
      const { variables } = bodyOf(await app.call('get', `${prompts}/letter/resolve?version=1.1.0${query}`).expect(200)) as {
        variables: { name: string; type: string; required: boolean }[];
      };
      expect(variables.every(({ type, required }) => type === 'string' && required)).toBe(true);
      return variables.map(({ name }) => name).toSorted();
    };
    expect(await namesOf('')).toEqual(['place', 'signer', 'who']);
    expect(await namesOf('&language=fr-FR')).toEqual(['extra', 'who']);
    // A missing variable is an error on the strict route only.
    expect((await app.call('post', `${prompts}/letter/resolve`, { version: '1.1.0' }).expect(422)).body).toMatchObject({
      missing: ['who', 'signer', 'place'],
    });
    expect((await app.call('post', `${serve}/letter/1.1.0/base`).expect(201)).body).toMatchObject({
      processedPrompt: '{{who}} {{signer}} {{lit}} {{place}} {{lit}}',
      metadata: { unresolvedPromptPlaceholders: ['who', 'signer', 'place'] },
    });
    // Translations may be mended after the activation; what is fixed stays.
    await app.call('patch', `${base}/1.1.0/translations/fr-FR`, { promptText: '{{who}}' }).expect(200);
    expect((await app.call('get', `${base}/1.1.0`).expect(200)).body).toMatchObject({ contentHash, variables: [{ name: 'who' }] });
    expect(await namesOf('&language=fr-FR')).toEqual(['who']);
  });

  it('means a version for an AI model of the project, until that is deleted', async () => {
    await aPrompt('Meant');
    const models = '/api/projects/shop/aimodels';
    const [a, b] = [
      bodyOf(await app.call('post', models, { name: 'meant a' }).expect(201)) as Id,
      bodyOf(await app.call('post', models, { name: 'meant b' }).expect(201)) as Id,
    ];
    await app.given.project('Models');
    const foreign = bodyOf(await app.call('post', '/api/projects/models/aimodels', { name: 'x' }).expect(201)) as Id;
    const base = `${prompts}/meant/versions`;
    const body = { versionTag: '1.1.0', promptText: 'x', languageCode: 'en' };
    for (const aiModelId of ['none', 'é', foreign.id]) await app.call('post', base, { ...body, aiModelId }).expect(404);
    expect((await app.call('post', base, { ...body, aiModelId: a.id }).expect(201)).body).toMatchObject({ aiModelId: a.id });
    const path = `${base}/1.1.0`;
    await app.call('patch', path, { aiModelId: foreign.id }).expect(404);
    expect((await app.call('patch', path, { aiModelId: b.id }).expect(200)).body).toMatchObject({ aiModelId: b.id });
    await app.call('delete', `${models}/${a.id}`).expect(200);
    expect((await app.call('patch', path, { promptText: 'y' }).expect(200)).body).toMatchObject({ aiModelId: b.id });
    expect((await app.call('patch', path, { aiModelId: null }).expect(200)).body).toMatchObject({ aiModelId: null });
    await app.call('patch', path, { aiModelId: b.id }).expect(200);
    await app.call('post', `${path}/activate`).expect(200);
    await app.call('patch', path, { aiModelId: null }).expect(409);
    await app.call('delete', `${models}/${b.id}`).expect(200);
    expect((await app.call('get', path).expect(200)).body).toMatchObject({ aiModelId: null, status: 'active' });
  });

  it('points an environment at a version, which then stays', async () => {
    const body = bodyOf(await aPrompt('Pointed'));
    const [version] = (body as { versions: Id[] }).versions;
    const moved = await app.call('put', pointer('pointed'), { versionTag: '1.0.0' }).expect(200);
    expect(moved.body).toMatchObject({
      environmentId,
      environmentName: 'production',
      promptId: 'pointed',
      versionTag: '1.0.0',
      versionId: version?.id,
    });
    expect((await app.call('put', pointer('pointed'), { versionTag: '1.0.0' }).expect(200)).body).toEqual(moved.body);
    expect((await app.call('get', pointer('').slice(0, -1)).expect(200)).body).toEqual([moved.body]);
    expect((await app.call('get', `${prompts}/pointed`).expect(200)).body).toMatchObject({
      versions: [{ status: 'active', isActive: true, activeInEnvironments: [{ id: environmentId, name: 'production' }] }],
    });
    await app.call('put', pointer('pointed'), { versionTag: 'latest' }).expect(400);
    await app.call('put', pointer('pointed'), {}).expect(400);
    await app.call('post', `${prompts}/pointed/versions/1.0.0/archive`).expect(409);
    await app.call('delete', `${prompts}/pointed/versions/1.0.0`).expect(409);
    await app.call('delete', `${prompts}/pointed`).expect(409);
    await app.call('delete', '/api/projects/shop').expect(409);
  });

  it('serves what can be resolved and lists the rest', async () => {
    await aPrompt('Served', { promptText: 'Dear {{variable:who}}, {{asset:sign}}' });
    const body = bodyOf(await app.call('post', `${serve}/served/latest/lang/fr`, { variables: { who: 'Bo' } }).expect(201));
    expect(body).toMatchObject({
      processedPrompt: 'Dear Bo, {{asset:sign}}',
      fallback: true,
      metadata: {
        languageRequested: 'fr',
        languageUsed: 'base_language_fallback',
        unresolvedPromptPlaceholders: ['asset:sign'],
        variablesProvided: ['who'],
      },
    });
    expect(
      (await app.call('post', `${serve}/served/1.0.0/base?processed=false&includeAssets=true&languageCode=`).expect(201)).body,
    ).toMatchObject({
      processedPrompt: 'Dear {{variable:who}}, {{asset:sign}}',
      metadata: { languageRequested: null, languageUsed: 'base_prompt' },
      assets: [],
    });
    const refused = bodyOf(await app.call('post', `${serve}/served/latest/lang/not-a-code`).expect(400));
    expect(refused).toMatchObject({ errors: [{ pointer: '{languageCode}' }] });
    await app.call('post', `${serve}/served/latest/base`, { variables: 'x' }).expect(400);
    await app.call('post', `${serve}/served/latest/base?environmentName=nowhere`).expect(404);
  });

  it('resolves strictly, and answers 304 for a known template', async () => {
    await aPrompt('Strict', { activate: true, variables: [{ name: 'n', type: 'number', default: 1 }], promptText: '{{who}} {{n}}' });
    const path = `${prompts}/strict/resolve`;
    const body = bodyOf(await app.call('post', path, { version: 'latest', variables: { who: 'Bo' } }).expect(200));
    expect(body).toMatchObject({
      text: 'Bo 1',
      promptId: 'strict',
      version: '1.0.0',
      environment: null,
      language: { requested: null, served: 'en-US' },
    });
    expect((await app.call('post', path, { version: '1.0.0', variables: { n: 'x', y: 1 } }).expect(422)).body).toMatchObject({
      code: 'prompts.variables_refused',
      missing: ['who'],
      unknown: ['y'],
      mistyped: ['n'],
    });
    await app.call('post', path, { variables: {} }).expect(400);
    await app.call('post', path, { version: '1.0.0', environment: 'production' }).expect(400);
    const template = await app.call('get', `${path}?version=1.0.0`).expect(200);
    const etag = template.headers.etag ?? '';
    expect(template.body).toMatchObject({ etag, template: [{ kind: 'variable', name: 'who' }, { kind: 'text' }, { name: 'n' }] });
    expect((body as { etag: string }).etag).toBe(etag);
    const again = await app.call('get', `${path}?version=1.0.0`).set('if-none-match', `"x", W/${etag}`).expect(304);
    expect(again.text).toBe('');
    await app.call('get', path).expect(400);
  });

  it('leaves out an optional variable without a value on the strict route, and only there', async () => {
    const variables = [
      { name: 'who', required: false },
      { name: 'n', type: 'number', required: false },
    ];
    await aPrompt('Optional', { activate: true, variables, promptText: 'Dear {{who}}{{n}}!' });
    const resolved = await app.call('post', `${prompts}/optional/resolve`, { version: 'latest', variables: { n: null } }).expect(200);
    expect(bodyOf(resolved)).toMatchObject({ text: 'Dear !' });
    const given = await app.call('post', `${prompts}/optional/resolve`, { version: 'latest', variables: { n: 0 } }).expect(200);
    expect(bodyOf(given)).toMatchObject({ text: 'Dear 0!' });
    const served = bodyOf(await app.call('post', `${serve}/optional/latest/base`).expect(201));
    expect(served).toMatchObject({
      processedPrompt: 'Dear {{who}}{{n}}!',
      metadata: { unresolvedPromptPlaceholders: ['who', 'n'] },
    });
  });

  it('lets those who only serve do that, and nothing else', async () => {
    await aPrompt('Guarded', { activate: true });
    const consumer = await app.userToken('prompt_consumer');
    const user = await app.userToken('user');
    await app.request('post', `${serve}/guarded/latest/base`, consumer).expect(201);
    await app.request('get', `${prompts}/guarded/resolve?version=latest`, consumer).expect(200);
    await app.request('post', `${serve}/guarded/latest/base`, user).expect(403);
    await app.request('post', `${prompts}/guarded/resolve`, user).send({ version: 'latest' }).expect(403);
    await app.request('get', `${prompts}/guarded`, user).expect(200);
    const key = bodyOf(await app.request('post', '/api/api-keys', consumer).send({ name: 'shop front' }).expect(201)) as { apiKey: string };
    await app.request('post', `${serve}/guarded/latest/base`).set('x-api-key', key.apiKey).expect(201);
    await app.request('post', `${prompts}/guarded/resolve`).set('x-api-key', key.apiKey).send({ version: 'latest' }).expect(422);
    await app.request('get', `${prompts}/guarded`).set('x-api-key', key.apiKey).expect(401);
  });

  it('hides everything from another tenant, from those without the permission and without credentials', async () => {
    await aPrompt('Hidden', { activate: true });
    const stranger = await app.strangerToken();
    const consumer = await app.userToken('prompt_consumer');
    const path = `${prompts}/hidden`;
    const version = `${path}/versions`;
    const whole = { versionTag: '2.0.0', promptText: 'x', languageCode: 'en' };
    const member: [Method, string, object?][] = [
      ['get', prompts],
      ['post', prompts, { name: 'x', promptText: 'x' }],
      ['get', path],
      ['put', path, { name: 'x' }],
      ['patch', path, { name: 'x' }],
      ['delete', path],
      ['get', version],
      ['post', version, whole],
      ['get', `${version}/1.0.0`],
      ['patch', `${version}/1.0.0`, { changeMessage: 'x' }],
      ['delete', `${version}/1.0.0`],
      ['post', `${version}/1.0.0/activate`],
      ['post', `${version}/1.0.0/archive`],
      ['put', pointer('hidden'), { versionTag: '1.0.0' }],
      ['get', pointer('').slice(0, -1)],
    ];
    const serving: [Method, string, object?][] = [
      ['post', `${serve}/hidden/latest/base`],
      ['post', `${serve}/hidden/latest/lang/en`],
      ['post', `${path}/resolve`, { version: 'latest' }],
      ['get', `${path}/resolve?version=latest`],
    ];
    for (const [method, url, body] of [...member, ...serving]) {
      await app.request(method, url, stranger).send(body).expect(404);
      await app.request(method, url).send(body).expect(401);
    }
    for (const [method, url, body] of member) await app.request(method, url, consumer).send(body).expect(403);
    await app.call('get', path).expect(200);
  });
});
