import { startTestingApp, type TestingApp } from './testing-app';

interface Made {
  readonly id: string;
}

describe('the release rules of environments over HTTP', () => {
  let app: TestingApp;
  let approver: string;
  let second: string;
  let staging: string;
  let production: string;
  let tags = 0;
  const shop = '/api/projects/shop';
  const ALWAYS = { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], from: '00:00', to: '00:00' };
  const FROZEN = { ...ALWAYS, timeZone: 'Europe/Berlin', reason: 'holidays' };

  const post = async (url: string, body: object, token = app.admin, status = 201): Promise<Made> =>
    (await app.request('post', url, token).send(body).expect(status)).body as Made;
  const rules = async (environmentId: string, body: object, status = 200): Promise<unknown> =>
    (await app.request('put', `${shop}/environments/${environmentId}/rules`, app.admin).send(body).expect(status)).body as unknown;
  const point = async (environmentId: string, body: object, status = 200, token = app.admin): Promise<unknown> =>
    (await app.request('put', `${shop}/environments/${environmentId}/pointers/mail`, token).send(body).expect(status)).body as unknown;
  const version = async (): Promise<{ id: string; versionTag: string }> => {
    const versionTag = `2.0.${(tags += 1)}`;
    return { ...(await post(`${shop}/prompts/mail/versions`, { versionTag, promptText: versionTag, languageCode: 'en-US' })), versionTag };
  };
  const asked = async (environmentId: string): Promise<{ id: string; versionTag: string }> => {
    const { id, versionTag } = await version();
    const items = [{ entityType: 'PROMPT_VERSION', entityId: id, versionTag }];
    return { ...(await post(`${shop}/deployments`, { name: `release ${versionTag}`, environmentId, items })), versionTag };
  };
  const act = async (id: string, action: string, token: string, status: number, body: object = {}): Promise<unknown> =>
    (
      await app
        .request(action === 'approve' ? 'put' : 'post', `${shop}/deployments/${id}/${action}`, token)
        .send(body)
        .expect(status)
    ).body as unknown;
  const idOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

  beforeAll(async () => {
    app = await startTestingApp();
    approver = await app.userToken('tenant_admin');
    second = await app.userToken('admin');
    await post('/api/projects', { name: 'Shop' });
    staging = (await post(`${shop}/environments`, { name: 'staging' })).id;
    production = (await post(`${shop}/environments`, { name: 'production' })).id;
    await post(`${shop}/prompts`, { name: 'Mail', promptText: 'Hi' });
  }, 30_000);
  afterEach(async () => {
    await rules(staging, {});
    await rules(production, {});
  });
  afterAll(() => app.stop());

  it('are off at first, say what they were set to, and what is wrong with them', async () => {
    const path = `${shop}/environments/${production}/rules`;
    const off = {
      approvalRequired: false,
      approvals: 1,
      excludedApprovers: [],
      establishedApprovers: false,
      freezeWindows: [],
      after: null,
    };
    expect((await app.request('get', path, app.admin).expect(200)).body).toMatchObject(off);
    const wanted = { approvalRequired: true, approvals: 2, excludedApprovers: [idOf(second)], freezeWindows: [FROZEN], after: staging };
    expect(await rules(production, wanted)).toMatchObject(wanted);
    expect((await app.request('get', path, app.admin).expect(200)).body).toMatchObject(wanted);
    const wrong = { approvals: 0, freezeWindows: [{ ...FROZEN, from: '25:00', timeZone: 'Nowhere' }], after: production };
    expect(((await rules(production, wrong, 400)) as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/approvals',
      '/after',
      '/freezeWindows/0/from',
      '/freezeWindows/0/timeZone',
    ]);
    await rules(staging, { after: production }, 400);
    await rules(staging, { after: 'nix' }, 400);
    await app.request('delete', `${shop}/environments/${staging}`, app.admin).expect(409);
    await app.request('get', path, await app.strangerToken()).expect(404);
  });

  it('are not set by the people whom they hold up', async () => {
    await rules(production, { approvalRequired: true });
    const user = await app.userToken('user');
    const path = `${shop}/environments/${production}/rules`;
    expect((await app.request('get', path, user).expect(200)).body).toMatchObject({ approvalRequired: true });
    await app.request('put', path, user).send({}).expect(403);
    await point(production, { versionTag: '1.0.0' }, 409, user);
  });

  it('are not sidestepped by a new environment of the same name', async () => {
    const user = await app.userToken('user');
    const { id } = await post(`${shop}/environments`, { name: 'live' });
    const path = `${shop}/environments/${id}`;
    const rename = (name: string, token: string) => app.request('patch', path, token).send({ name });
    const change = async (action: object): Promise<unknown> =>
      (await app.request('post', `${shop}/changes`, user).send({ changes: [{ resource: 'environment', id, ...action }] })).body as unknown;
    await rename('old', user).expect(200);
    await rename('live', user).expect(200);
    for (const on of [
      { approvalRequired: true },
      { approvals: 2 },
      { excludedApprovers: [idOf(second)] },
      { establishedApprovers: true },
      { freezeWindows: [FROZEN] },
      { after: staging },
    ]) {
      await rules(id, on);
      await rename('old', user).expect(403);
      await app.request('delete', path, user).expect(403);
    }
    expect(await change({ action: 'update', body: { name: 'old' } })).toMatchObject({ statusCode: 403 });
    expect(await change({ action: 'delete' })).toMatchObject({ statusCode: 403 });
    await app.request('patch', path, user).send({ name: 'live', description: 'before customers' }).expect(200);
    const query = `/api/audit/events?outcome=denied&resource=${encodeURIComponent(`shop/${id}`)}`;
    const { body } = (await app.request('get', query, app.admin).expect(200)) as { body: { action: string }[] };
    expect(new Set(body.map(({ action }) => action))).toEqual(new Set(['environment.update', 'environment.delete']));
    await rename('old', app.admin).expect(200);
    await rules(id, {});
    await rename('live', user).expect(200);
    await app.request('delete', path, user).expect(200);
  });

  it('leave pointers to deployments that enough people approve, none of them left out', async () => {
    await rules(production, { approvalRequired: true, approvals: 2, excludedApprovers: [idOf(second)] });
    const refused = await point(production, { versionTag: '1.0.0' }, 409);
    expect(refused).toMatchObject({ code: 'prompts.release_refused', obstacles: [{ rule: 'approval' }] });
    await app.request('delete', `${shop}/environments/${production}/pointers/mail`, app.admin).expect(404);
    const third = await app.userToken('admin');
    const { id } = await asked(production);
    expect(await act(id, 'approve', second, 403)).toMatchObject({ code: 'prompts.approver_excluded' });
    expect(await act(id, 'approve', approver, 200)).toMatchObject({
      status: 'PENDING',
      approvedById: null,
      approvals: [{ userId: idOf(approver) }],
    });
    expect(await act(id, 'approve', approver, 200)).toMatchObject({ status: 'PENDING' });
    await act(id, 'deploy', app.admin, 400);
    expect(await act(id, 'approve', third, 200)).toMatchObject({ status: 'APPROVED', approvedById: idOf(third) });
    expect(await act(id, 'deploy', app.admin, 201)).toMatchObject({ status: 'DEPLOYED' });
  });

  it('are asked as they are when the deployment goes out, however it was approved', async () => {
    const third = await app.userToken('admin');
    const { id } = await asked(production);
    await act(id, 'approve', approver, 200);
    await rules(production, { approvals: 2, excludedApprovers: [idOf(approver)] });
    expect((await app.request('get', `${shop}/deployments/${id}/preview`, app.admin).expect(200)).body).toMatchObject({
      approvals: { given: 0, needed: 2 },
      blockedBy: [{ rule: 'approval', message: 'the rules want 2 approvals by now, and 0 of those given count' }],
    });
    expect(await act(id, 'deploy', app.admin, 409)).toMatchObject({ obstacles: [{ rule: 'approval' }] });
    expect(await act(id, 'approve', second, 200)).toMatchObject({ status: 'APPROVED', approvedById: idOf(approver) });
    expect(await act(id, 'approve', second, 200)).toMatchObject({ approvals: [{}, {}] });
    await act(id, 'deploy', app.admin, 409);
    expect(await act(id, 'approve', third, 200)).toMatchObject({ status: 'APPROVED', approvedById: idOf(third) });
    await act(id, 'approve', third, 400);
    expect(await act(id, 'deploy', app.admin, 201)).toMatchObject({ status: 'DEPLOYED' });
  });

  it('need no more than they say now of a deployment that was asked for under stricter ones', async () => {
    await rules(production, { approvals: 2 });
    const { id } = await asked(production);
    expect(await act(id, 'approve', approver, 200)).toMatchObject({ status: 'PENDING' });
    await rules(production, {});
    expect(await act(id, 'approve', approver, 200)).toMatchObject({ status: 'APPROVED', approvals: [{ userId: idOf(approver) }] });
    await act(id, 'approve', second, 400);
    await act(id, 'deploy', app.admin, 201);
  });

  it('leave out people who are there, and keep those who have gone since', async () => {
    const stranger = idOf(await app.strangerToken());
    const wanted = [idOf(second), idOf(second), 'bo@acme.test', stranger];
    expect(await rules(production, { excludedApprovers: wanted }, 400)).toMatchObject({
      errors: [
        { pointer: '/excludedApprovers/2', message: "excludedApprovers.2: there is no user 'bo@acme.test'" },
        { pointer: '/excludedApprovers/3' },
      ],
    });
    const people = (count: number): string[] => Array.from({ length: count }, () => idOf(second));
    await rules(production, { excludedApprovers: people(500) });
    await rules(production, { excludedApprovers: people(501) }, 400);
    const leaver = await app.userToken('admin');
    await rules(production, { excludedApprovers: [idOf(leaver)] });
    await app.request('delete', `/api/users/${idOf(leaver)}`, app.admin).expect(200);
    await rules(production, { approvals: 2, excludedApprovers: [idOf(leaver)] });
  });

  it('let nothing out while frozen, and keep the deployment', async () => {
    await rules(production, { freezeWindows: [FROZEN] });
    const { id } = await asked(production);
    await act(id, 'approve', approver, 200);
    expect(await act(id, 'deploy', app.admin, 409)).toMatchObject({ obstacles: [{ rule: 'freeze' }] });
    expect(await point(production, { versionTag: '1.0.0' }, 409)).toMatchObject({ obstacles: [{ rule: 'freeze' }] });
    await rules(production, {});
    expect(await act(id, 'deploy', app.admin, 201)).toMatchObject({ status: 'DEPLOYED' });
  });

  it('want a version in the environment before first', async () => {
    await rules(production, { after: staging });
    const { versionTag } = await version();
    expect(await point(production, { versionTag }, 409)).toMatchObject({ obstacles: [{ rule: 'order' }] });
    await point(staging, { versionTag });
    await point(staging, { versionTag: '1.0.0' });
    await point(production, { versionTag });
  });

  it('fix what was asked for, so that who approves it does not put in a text of his own', async () => {
    const edit = (versionTag: string, promptText: string) =>
      app.request('patch', `${shop}/prompts/mail/versions/${versionTag}`, approver).send({ promptText }).expect(200);
    const preview = async (id: string): Promise<unknown> =>
      (await app.request('get', `${shop}/deployments/${id}/preview`, app.admin).expect(200)).body as unknown;
    await rules(production, { approvalRequired: true });
    const { id, versionTag } = await asked(production);
    await edit(versionTag, 'Mine');
    const changed = `version '${versionTag}' was changed after it was asked for`;
    expect(await preview(id)).toMatchObject({ items: [{ fault: changed }] });
    expect(await act(id, 'approve', approver, 409)).toMatchObject({
      code: 'prompts.deployment_changed',
      detail: expect.stringContaining(changed) as string,
    });
    await edit(versionTag, versionTag);
    await act(id, 'approve', approver, 200);
    const gone = await asked(production);
    await app.request('delete', `${shop}/prompts/mail/versions/${gone.versionTag}`, app.admin).expect(200);
    expect(await act(gone.id, 'approve', approver, 409)).toMatchObject({ detail: expect.stringContaining('is gone') as string });

    await rules(production, {});
    const free = await asked(production);
    await edit(free.versionTag, 'Corrected on the way');
    expect(await preview(free.id)).toMatchObject({ items: [{ fault: null }] });
    await act(free.id, 'approve', approver, 200);
    await act(free.id, 'deploy', app.admin, 201);
  });

  it('are kept by an environment that comes before another one', async () => {
    const { id } = await post(`${shop}/environments`, { name: 'first' });
    await rules(production, { after: id });
    expect((await app.request('delete', `${shop}/environments/${id}`, app.admin).expect(409)).body).toMatchObject({
      code: 'catalog.environment_in_use',
    });
    await rules(production, {});
    await app.request('delete', `${shop}/environments/${id}`, app.admin).expect(200);
    expect(await rules(production, { after: id }, 400)).toMatchObject({ errors: [{ pointer: '/after' }] });
  });

  it('are set aside by administrators who say why, and that stays', async () => {
    await rules(production, { approvalRequired: true, freezeWindows: [FROZEN] });
    const { id, versionTag } = await asked(production);
    const user = await app.userToken('user');
    await point(production, { versionTag, breakGlass: { reason: 'wrong price' } }, 403, user);
    await point(production, { versionTag, breakGlass: { reason: ' ' } }, 400);
    await act(id, 'deploy', app.admin, 400);
    expect(await act(id, 'deploy', app.admin, 201, { breakGlass: { reason: 'wrong price' } })).toMatchObject({
      status: 'DEPLOYED',
      approvedById: null,
    });
    await point(production, { versionTag: '1.0.0', breakGlass: { reason: 'worse' } });
    const pointer = `${shop}/environments/${production}/pointers/mail`;
    await app.request('delete', pointer, app.admin).expect(409);
    await app.request('delete', `${pointer}?breakGlass=worst`, user).expect(403);
    await app.request('delete', `${pointer}?breakGlass=${'x'.repeat(501)}`, app.admin).expect(400);
    await app.request('delete', `${pointer}?breakGlass=worst`, app.admin).expect(200);
    const { body } = (await app.request('get', '/api/audit/events?limit=30', app.admin).expect(200)) as { body: unknown };
    const events = body as { action: string; resource: { id: string; revision: number }; details: object; risk: string }[];
    const broken = events.filter(({ action }) => action.endsWith('.break_glass'));
    const aside = ['approval', 'freeze'];
    expect(broken).toMatchObject([
      { action: 'pointer.break_glass', risk: 'critical', details: { reason: 'worst', aside } },
      { action: 'pointer.break_glass', risk: 'critical', details: { reason: 'worse', aside } },
      { action: 'deployment.break_glass', risk: 'critical', details: { reason: 'wrong price', aside } },
    ]);
    // Each at the revision of what it was broken for.
    for (const { action, resource } of broken) {
      const done = action.startsWith('pointer') ? ['pointer.move', 'pointer.remove'] : ['deployment.deploy'];
      expect(events.filter((each) => done.includes(each.action)).map((each) => each.resource)).toContainEqual(resource);
    }
  });

  it('do not keep a deployment from being taken back or refused', async () => {
    const { id: first } = await asked(production);
    expect(await act(first, 'cancel', app.admin, 200, { reason: 'no need' })).toMatchObject({
      status: 'CANCELLED',
      closeReason: 'no need',
      closedById: idOf(app.admin),
      rejected: false,
    });
    const { id: next } = await asked(production);
    await act(next, 'approve', approver, 200);
    for (const reason of [undefined, null, ' ', 'x'.repeat(501)])
      expect(await act(next, 'reject', approver, 400, { reason })).toMatchObject({ errors: [{ pointer: '/reason' }] });
    const rejected = { status: 'CANCELLED', rejected: true, closeReason: 'not good' };
    expect(await act(next, 'reject', approver, 200, { reason: ' not good ' })).toMatchObject(rejected);
    for (const action of ['cancel', 'reject', 'deploy', 'approve']) await act(next, action, approver, 400, { reason: 'again' });
    const { id: third } = await asked(production);
    expect(await act(third, 'cancel', app.admin, 400, { reason: 'x'.repeat(501) })).toMatchObject({ errors: [{ pointer: '/reason' }] });
    expect(await act(third, 'cancel', app.admin, 200)).toMatchObject({ closeReason: null });
  });

  it('hold for assets, whose versions are released beside those of prompts', async () => {
    const asset = `${shop}/prompts/mail/assets`;
    await post(asset, { key: 'sign', name: 'Signature', initialValue: 'Bye' });
    const made = await post(`${asset}/sign/versions`, { versionTag: '2', value: 'So long', languageCode: 'en-US' });
    const items = [{ entityType: 'PROMPT_ASSET_VERSION', entityId: made.id, versionTag: '2' }];
    const deployed = async (name: string, more: object[] = items): Promise<string> => {
      const { id } = await post(`${shop}/deployments`, { name, environmentId: staging, items: more });
      await act(id, 'approve', approver, 200);
      expect(await act(id, 'deploy', app.admin, 201)).toMatchObject({ status: 'DEPLOYED' });
      return id;
    };
    await point(staging, { versionTag: '1.0.0' });
    const { id: versionId, versionTag } = await version();
    const base = await deployed('base', [{ entityType: 'PROMPT_VERSION', entityId: versionId, versionTag }]);
    const signed = await deployed('signed');
    const detail = async (): Promise<unknown> => (await app.request('get', `${asset}/sign`, app.admin).expect(200)).body as unknown;
    expect(await detail()).toMatchObject({
      versions: [{ versionTag: '2', status: 'active', activeInEnvironments: [{ id: staging }] }, {}],
    });
    await app.request('delete', `${asset}/sign/versions/2`, app.admin).expect(409);
    await app.request('delete', `${asset}/sign`, app.admin).expect(409);
    await app.request('patch', `${asset}/sign/versions/2`, app.admin).send({ value: 'x' }).expect(409);
    await act(signed, 'rollback', app.admin, 201, { rollbackToDeploymentId: base });
    expect(await detail()).toMatchObject({ versions: [{ versionTag: '2', activeInEnvironments: [] }, {}] });
    await app.request('delete', `${asset}/sign/versions/2`, app.admin).expect(200);
  });

  it('know a version of an asset that was changed since it was released', async () => {
    const asset = `${shop}/prompts/mail/assets`;
    await post(asset, { key: 'greeting', name: 'Greeting', initialValue: 'Hi' });
    const first = (await app.request('get', `${asset}/greeting/versions/1.0.0`, app.admin).expect(200)).body as { id: string };
    const second = await post(`${asset}/greeting/versions`, { versionTag: '2.0.0', value: 'Hello', languageCode: 'en-US' });
    const ask = async (name: string, environmentId: string, entityId: string, versionTag: string): Promise<string> => {
      const items = [{ entityType: 'PROMPT_ASSET_VERSION', entityId, versionTag }];
      const { id } = await post(`${shop}/deployments`, { name, environmentId, items });
      await act(id, 'approve', approver, 200);
      return id;
    };
    const deployed = async (...wanted: Parameters<typeof ask>): Promise<string> => {
      const id = await ask(...wanted);
      await act(id, 'deploy', app.admin, 201);
      return id;
    };
    const earlier = await deployed('greeting 1', staging, first.id, '1.0.0');
    const later = await deployed('greeting 2', staging, second.id, '2.0.0');
    const edit = (value: string) => app.request('patch', `${asset}/greeting/versions/1.0.0`, app.admin).send({ value }).expect(200);
    await edit('Nobody approved this');
    const back = { rollbackToDeploymentId: earlier };
    expect(await act(later, 'rollback', app.admin, 409, back)).toMatchObject({
      code: 'prompts.rollback_impossible',
      detail: expect.stringContaining("version '1.0.0' of 'mail/greeting' was changed since") as string,
    });
    await rules(production, { after: staging });
    const onward = await ask('greeting 3', production, first.id, '1.0.0');
    expect(await act(onward, 'deploy', app.admin, 409)).toMatchObject({
      obstacles: [{ rule: 'order', message: expect.stringContaining('mail/greeting@1.0.0 (changed since)') as string }],
    });
    await edit('Hi');
    await act(later, 'rollback', app.admin, 201, back);
    const again = await ask('greeting 4', production, first.id, '1.0.0');
    await act(again, 'deploy', app.admin, 201);
  });

  it('leave behind the texts that an environment ever pointed at, and only those', async () => {
    const kept = async (): Promise<unknown[]> =>
      app.product.database.reader.query(
        'SELECT kind, version_tag, text, is_translation FROM prompts_retained_text ORDER BY is_translation',
      );
    const before = (await kept()).length;
    await post(`${shop}/prompts`, {
      name: 'Short',
      promptText: 'lived',
      activate: true,
      initialTranslations: [{ languageCode: 'fr-FR', promptText: 'vécu' }],
    });
    await post(`${shop}/prompts/short/versions`, { versionTag: '2.0.0', promptText: 'never out', languageCode: 'en-US' });
    const pointer = `${shop}/environments/${staging}/pointers/short`;
    await app.request('put', pointer, app.admin).send({ versionTag: '1.0.0' }).expect(200);
    await app.request('delete', pointer, app.admin).expect(200);
    await app.request('delete', `${shop}/prompts/short`, app.admin).expect(200);
    const texts = (await kept()).map((each) => (each as { text: string }).text);
    expect(texts).toHaveLength(before + 2);
    expect(texts).toEqual(expect.arrayContaining(['lived', 'vécu', 'So long']));
    expect(texts).not.toContain('never out');
    await post(`${shop}/prompts`, { name: 'Short', promptText: 'again' });
  });
});
