import { startTestingApp, type TestingApp } from './testing-app';

interface Rules {
  readonly approvals: number;
  readonly changesNeedApproval: boolean;
  readonly pending: { readonly id: string; readonly proposedById: string; readonly rules: { readonly approvals: number } } | null;
}

describe('rules that one person proposes and another confirms', () => {
  let app: TestingApp;
  let second: string;
  let third: string;
  let environment: string;
  let path: string;
  let used = 0;
  const shop = '/api/projects/shop';

  const put = async (body: object, token = app.admin, status = 200): Promise<Rules> =>
    (await app.request('put', path, token).send(body).expect(status)).body as Rules;
  const read = async (): Promise<Rules> => (await app.request('get', path, app.admin).expect(200)).body as Rules;
  const settle = async (action: 'confirm' | 'discard', changeId: unknown, token: string, status = 200): Promise<Rules & { code: string }> =>
    (await app.request('post', `${path}/${action}`, token).send({ changeId }).expect(status)).body as Rules & { code: string };
  const proposed = async (body: object, token = app.admin): Promise<string> => (await put(body, token)).pending?.id ?? 'none';
  const idOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

  beforeAll(async () => {
    app = await startTestingApp();
    second = await app.userToken('admin');
    third = await app.userToken('tenant_admin');
    await app.given.project('Shop');
  }, 30_000);
  beforeEach(async () => {
    const name = `production ${(used += 1)}`;
    const made = await app.request('post', `${shop}/environments`, app.admin).send({ name }).expect(201);
    environment = (made.body as { id: string }).id;
    path = `${shop}/environments/${environment}/rules`;
    await put({ changesNeedApproval: true, approvals: 2 });
  });
  afterAll(() => app.stop());

  it('wait, are seen, and hold once a second person confirms them; so does the end of that', async () => {
    expect(await read()).toMatchObject({ changesNeedApproval: true, approvals: 2, pending: null });
    const off = await put({ approvals: 3 });
    const pending = { proposedById: idOf(app.admin), rules: { approvals: 3, changesNeedApproval: false } };
    expect(off).toMatchObject({ changesNeedApproval: true, approvals: 2, pending });
    expect(await read()).toEqual(off);
    const id = off.pending?.id;
    expect(await settle('confirm', id, app.admin, 403)).toMatchObject({ code: 'prompts.rules_change_own' });
    const wanted = { name: 'robot', permissions: ['release-rules:write'] };
    const key = (await app.request('post', '/api/api-keys', app.admin).send(wanted).expect(201)).body as { apiKey: string };
    await app.request('post', `${path}/confirm`).set('X-API-Key', key.apiKey).send({ changeId: id }).expect(403);
    expect(await settle('confirm', id, second)).toMatchObject({ changesNeedApproval: false, approvals: 3, pending: null });
    expect(await settle('confirm', id, second, 409)).toMatchObject({ code: 'prompts.rules_change_gone' });
    expect(await put({ approvals: 1 })).toMatchObject({ approvals: 1, pending: null });
  });

  it('are those that were looked at: a new proposal takes the place of the one before', async () => {
    const first = await proposed({ approvals: 3 });
    expect(await proposed({ approvals: 3 })).toBe(first);
    const next = await proposed({ approvals: 4 }, third);
    await settle('confirm', first, second, 409);
    await settle('confirm', next, third, 403);
    await put({ approvals: 2, changesNeedApproval: true });
    expect(await settle('confirm', next, app.admin)).toMatchObject({ approvals: 4 });
  });

  it('are dropped by anybody who may change rules', async () => {
    const first = await proposed({ approvals: 3 });
    expect(await settle('discard', first, app.admin)).toMatchObject({ approvals: 2, pending: null });
    await settle('discard', first, second, 409);
    await settle('discard', await proposed({ approvals: 3 }), second);
    expect(await read()).toMatchObject({ approvals: 2, changesNeedApproval: true, pending: null });
  });

  it('are confirmed once by two at the same time', async () => {
    const id = await proposed({ approvals: 3, changesNeedApproval: true });
    const answers = await Promise.all([second, third].map((token) => app.request('post', `${path}/confirm`, token).send({ changeId: id })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const { headers } = await app.request('get', path, app.admin).expect(200);
    const stale = headers.etag as string;
    const next = await proposed({ approvals: 4 });
    await app.request('post', `${path}/confirm`, second).set('If-Match', stale).send({ changeId: next }).expect(412);
  });

  it('are checked when they are proposed, and again when they are confirmed', async () => {
    await put({ approvals: 0 }, app.admin, 400);
    await put({ after: 'nix' }, app.admin, 400);
    const other = await app.request('post', `${shop}/environments`, app.admin).send({ name: `before ${(used += 1)}` });
    const after = (other.body as { id: string }).id;
    const id = await proposed({ after });
    await app.request('delete', `${shop}/environments/${after}`, app.admin).expect(200);
    await settle('confirm', id, second, 400);
    for (const wrong of [undefined, 7, {}]) await settle('confirm', wrong, second, 400);
    await settle('discard', 'nix', second, 409);
  });

  it('are settled by people who may change rules, in their tenant, whom the rules do not leave out', async () => {
    const user = await app.userToken('user');
    const stranger = await app.strangerToken();
    await settle(
      'confirm',
      await proposed({ approvals: 2, excludedApprovers: [idOf(second)], establishedApprovers: true, changesNeedApproval: true }),
      third,
    );
    const id = await proposed({ approvals: 3 });
    for (const action of ['confirm', 'discard'] as const) {
      await settle(action, id, user, 403);
      await settle(action, id, stranger, 404);
    }
    expect(await settle('confirm', id, second, 403)).toMatchObject({ code: 'prompts.approver_excluded' });
    // The administrator who proposed it created both accounts.
    expect(await settle('confirm', id, third, 403)).toMatchObject({ code: 'prompts.approver_unestablished' });
    await settle('confirm', await proposed({ approvals: 3 }, third), app.admin);
  });

  it('keep their environment from being renamed or deleted', async () => {
    const at = `${shop}/environments/${environment}`;
    const rename = (status: number) =>
      app
        .request('patch', at, app.admin)
        .send({ name: `renamed ${(used += 1)}` })
        .expect(status);
    expect((await rename(409)).body).toMatchObject({ code: 'catalog.environment_protected' });
    await app.request('delete', at, app.admin).expect(409);
    await settle('confirm', await proposed({ approvals: 2 }), second);
    await rename(200);
    await app.request('delete', at, app.admin).expect(200);
  });

  it('are on the trail with who did what', async () => {
    const first = await proposed({ approvals: 3, changesNeedApproval: true });
    await settle('confirm', first, second);
    await settle('discard', await proposed({}), third);
    const query = `/api/audit/events?resource=${encodeURIComponent(`shop/${environment}`)}&limit=20`;
    const { body } = (await app.request('get', query, app.admin).expect(200)) as { body: { action: string }[] };
    expect(body.filter(({ action }) => action.startsWith('release_rules.'))).toMatchObject([
      { action: 'release_rules.discard', risk: 'high', actor: { id: idOf(third) }, details: { proposedBy: idOf(app.admin) } },
      { action: 'release_rules.propose', risk: 'high' },
      { action: 'release_rules.confirm', risk: 'high', actor: { id: idOf(second) }, changes: { approvals: { before: 2, after: 3 } } },
      { action: 'release_rules.propose', risk: 'high', details: { proposed: { approvals: { before: 2, after: 3 } } } },
      { action: 'release_rules.replace', risk: 'high' },
    ]);
  });
});
