import { startTestingApp, type TestingApp } from './testing-app';

interface Item {
  readonly id: string;
  readonly status: string;
  readonly errorMessage: string | null;
}
interface Deployment {
  readonly id: string;
  readonly status: string;
  readonly items: readonly Item[];
}
interface Version {
  readonly id: string;
  readonly versionTag: string;
  readonly status: string;
  readonly isActive: boolean;
}

describe('deployments over HTTP', () => {
  let app: TestingApp;
  let approver: string;
  let production: string;
  let staging: string;
  let names = 0;
  const path = '/api/projects/shop/deployments';

  const post = async (url: string, body: object, status = 201): Promise<{ id: string }> =>
    (await app.request('post', url, app.admin).send(body).expect(status)).body as { id: string };
  const version = async (tag: string, prompt = 'mail'): Promise<string> =>
    (
      await post(`/api/projects/shop/prompts/${prompt}/versions`, {
        versionTag: tag,
        promptText: `Hello from ${tag}`,
        languageCode: 'en-US',
      })
    ).id;
  const itemOf = (entityId: string, versionTag: string) => ({ entityType: 'PROMPT_VERSION', entityId, versionTag });
  const asked = async (items: object[], environmentId = production): Promise<Deployment> =>
    (await post(path, { name: `release ${(names += 1)}`, environmentId, items })) as unknown as Deployment;
  const approve = (id: string, status = 200) => app.request('put', `${path}/${id}/approve`, approver).expect(status);
  const deploy = (id: string, status = 201) => app.request('post', `${path}/${id}/deploy`, app.admin).expect(status);
  const released = async (items: object[], environmentId = production): Promise<Deployment> => {
    const { id } = await asked(items, environmentId);
    await approve(id);
    return (await deploy(id)).body as Deployment;
  };
  const read = async (id: string): Promise<Deployment> =>
    (await app.request('get', `${path}/${id}`, app.admin).expect(200)).body as Deployment;
  const pointers = async (environmentId = production): Promise<string[]> => {
    const answer = await app.request('get', `/api/projects/shop/environments/${environmentId}/pointers`, app.admin).expect(200);
    return (answer.body as { promptId: string; versionTag: string }[]).map(({ promptId, versionTag }) => `${promptId}@${versionTag}`);
  };
  const versionOf = async (tag: string): Promise<Version> =>
    (await app.request('get', `/api/projects/shop/prompts/mail/versions/${tag}`, app.admin).expect(200)).body as Version;

  beforeAll(async () => {
    app = await startTestingApp();
    approver = await app.userToken('tenant_admin');
    await post('/api/projects', { name: 'Shop' });
    production = (await post('/api/projects/shop/environments', { name: 'production' })).id;
    staging = (await post('/api/projects/shop/environments', { name: 'staging' })).id;
    await post('/api/projects/shop/prompts', { name: 'Mail', promptText: 'Hi' });
    await post('/api/projects/shop/prompts', { name: 'Chat', promptText: 'Yes?' });
  }, 30_000);
  afterAll(() => app.stop());

  it('are asked for, approved by somebody else, and move all pointers at once', async () => {
    const mail = await version('2.0.0');
    const chat = await version('2.0.0', 'chat');
    const items = [{ ...itemOf(mail, '2.0.0'), changeMessage: 'nicer', riskLevel: 'HIGH' }, itemOf(chat, '2.0.0')];
    const body = { name: ' Spring ', description: 'flowers', environmentId: production, items };
    const made = (await post(path, body)) as unknown as Deployment;
    expect(made).toMatchObject({
      name: 'Spring',
      description: 'flowers',
      status: 'PENDING',
      environmentId: production,
      environmentName: 'production',
      requestedByName: expect.any(String) as string,
      approvedById: null,
      approvedByName: null,
      approvedAt: null,
      deployedAt: null,
      rolledBackAt: null,
      rollbackToDeploymentId: null,
      items: [
        { entityType: 'PROMPT_VERSION', entityId: mail, versionTag: '2.0.0', status: 'PENDING', changeMessage: 'nicer', riskLevel: 'HIGH' },
        { entityId: chat, errorMessage: null, changeMessage: null, riskLevel: 'LOW', deployedAt: null },
      ],
    });
    expect(await read(made.id)).toEqual(made);
    await app.request('put', `${path}/${made.id}/approve`, app.admin).expect(403);
    await deploy(made.id, 400);
    expect(await pointers()).toEqual([]);

    const approved = (await approve(made.id)).body as Deployment;
    expect(approved).toMatchObject({ status: 'APPROVED', approvedByName: 'tenant_admin', approvedAt: expect.any(String) as string });
    await approve(made.id, 400);
    const deployed = (await deploy(made.id)).body as Deployment;
    expect(deployed).toMatchObject({ status: 'DEPLOYED', items: [{ status: 'DEPLOYED' }, { status: 'DEPLOYED' }] });
    expect(await read(made.id)).toEqual(deployed);
    expect(await pointers()).toEqual(['chat@2.0.0', 'mail@2.0.0']);
    expect(await versionOf('2.0.0')).toMatchObject({ status: 'active', isActive: true });
    await deploy(made.id, 400);
  });

  it('leave no open interval behind when an environment goes', async () => {
    const { id } = await post('/api/projects/shop/environments', { name: 'leaving' });
    const place = `/api/projects/shop/environments/${id}`;
    await app.request('put', `${place}/pointers/mail`, app.admin).send({ versionTag: '1.0.0' }).expect(200);
    await app.request('delete', place, app.admin).expect(200);
    const intervals: unknown = await app.product.database.reader.query(
      'SELECT from_move, to_move FROM prompts_pointer_history WHERE environment_id = ?',
      [id],
    );
    expect(intervals).toEqual([{ from_move: 1, to_move: 3 }]);
  });

  it('are found under the prefix that v1 clients send twice as well', async () => {
    const { body } = (await app.request('get', `/api${path}`, app.admin).expect(200)) as { body: unknown };
    expect(body).toEqual((await app.request('get', path, app.admin).expect(200)).body);
    const [first] = body as Deployment[];
    await app.request('get', `/api${path}/${first?.id ?? ''}`, app.admin).expect(200);
    await app.request('get', `/api/api/projects/shop/environments`, app.admin).expect(404);
  });

  it('say what is wrong with a request, all at once, and where', async () => {
    const id = await version('3.0.0');
    const items = [itemOf('nothing', '1.0.0'), itemOf(id, '9.9.9'), itemOf(id, '3.0.0')];
    const { body } = (await app.request('post', path, app.admin).send({ name: ' ', environmentId: production, items }).expect(400)) as {
      body: unknown;
    };
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/name',
      '/items/0/entityId',
      '/items/1/versionTag',
      '/items/2/entityId',
    ]);
    const good = { name: 'x', environmentId: production, items: [itemOf(id, '3.0.0')] };
    for (const [wrong, status] of [
      [{ ...good, items: [] }, 400],
      [{ ...good, items: undefined }, 400],
      [{ ...good, items: [{ ...itemOf(id, '3.0.0'), entityType: 'PROMPT' }] }, 400],
      [{ ...good, items: [{ ...itemOf(id, '3.0.0'), entityType: 'AI_MODEL' }] }, 400],
      [{ ...good, items: [{ ...itemOf(id, '3.0.0'), riskLevel: 'NONE' }] }, 400],
      [{ ...good, environmentId: 'nix' }, 404],
    ] as const) {
      await app.request('post', path, app.admin).send(wrong).expect(status);
    }
    await post(path, { ...good, name: 'taken' });
    const taken = await app
      .request('post', path, app.admin)
      .send({ ...good, name: 'taken' })
      .expect(409);
    expect((taken.body as { message: string }).message).toContain('already exists');
    await post(path, { ...good, name: 'taken', environmentId: staging });
    await app.request('get', `${path}?status=WAITING`, app.admin).expect(400);
    const listed = (await app.request('get', `${path}?status=PENDING&environmentId=${staging}`, app.admin).expect(200))
      .body as Deployment[];
    expect(listed).toMatchObject([{ name: 'taken', environmentName: 'staging' }]);
  });

  it('fail as a whole when one item cannot be deployed, and keep why', async () => {
    const before = await pointers();
    const mail = await version('4.0.0');
    const chat = await version('4.0.0', 'chat');
    const { id } = await asked([itemOf(mail, '4.0.0'), itemOf(chat, '4.0.0')]);
    await approve(id);
    await app.request('post', '/api/projects/shop/prompts/chat/versions/4.0.0/archive', app.admin).expect(200);
    const { body } = (await deploy(id, 409)) as { body: unknown };
    expect(body).toMatchObject({ code: 'prompts.deployment_failed' });
    expect(await read(id)).toMatchObject({
      status: 'FAILED',
      deployedAt: null,
      items: [{ status: 'PENDING' }, { status: 'FAILED', errorMessage: expect.stringContaining('archived') as string }],
    });
    expect(await pointers()).toEqual(before);
    expect(await versionOf('4.0.0')).toMatchObject({ status: 'draft' });
    await deploy(id, 400);
    const events = (await app.request('get', '/api/audit/events?limit=20', app.admin).expect(200)).body as unknown;
    expect(JSON.stringify(events)).toContain('deployment.fail');
  });

  it('deploy only the text that was approved', async () => {
    const { id } = await asked([itemOf(await version('5.0.0'), '5.0.0')]);
    await approve(id);
    await app
      .request('patch', '/api/projects/shop/prompts/mail/versions/5.0.0', app.admin)
      .send({ promptText: 'Slipped in afterwards' })
      .expect(200);
    await deploy(id, 409);
    expect((await read(id)).items[0]?.errorMessage).toContain('changed after it was approved');
  });

  it('take the variables that the first release of a draft adds for no change of it', async () => {
    const draft = { versionTag: '5.1.0', promptText: 'Dear {{who}}', languageCode: 'en-US' };
    const item = itemOf((await post('/api/projects/shop/prompts/mail/versions', draft)).id, '5.1.0');
    const both = [await asked([item], staging), await asked([item])];
    for (const { id } of both) await approve(id);
    for (const { id } of both) expect((await deploy(id)).body).toMatchObject({ status: 'DEPLOYED' });
  });

  it('say in the trail what was asked for and what was approved, down to its content', async () => {
    const { id } = await asked([itemOf(await version('5.2.0'), '5.2.0')]);
    await app.request('patch', '/api/projects/shop/prompts/mail/versions/5.2.0', app.admin).send({ promptText: 'Better' }).expect(200);
    const { contentHash, id: entityId } = (await approve(id).then(() => versionOf('5.2.0'))) as Version & { contentHash: string };
    const { body } = (await app.request('get', '/api/audit/events?limit=10', app.admin).expect(200)) as { body: unknown };
    const of = (action: string): unknown[] => {
      const all = body as { action: string; resource: { id: string }; details: { items: string[] } }[];
      return all.filter((each) => each.action === action && each.resource.id === `shop/${id}`).map(({ details }) => details.items);
    };
    expect(of('deployment.approve')).toEqual([[`${entityId}@5.2.0 ${contentHash}`]]);
    expect(of('deployment.request')).toEqual([[expect.stringMatching(/@5\.2\.0 [0-9a-f]{64}$/u)]]);
    expect(of('deployment.request')).not.toEqual(of('deployment.approve'));
  });

  it('are listed by their last change, which they show', async () => {
    const [first, second] = [
      await asked([itemOf(await version('5.3.0'), '5.3.0')]),
      await asked([itemOf(await version('5.4.0'), '5.4.0')]),
    ];
    await approve(first.id);
    const { body } = (await app.request('get', `${path}?sort=-updatedAt`, app.admin).expect(200)) as { body: unknown };
    const listed = body as { id: string; updatedAt: string }[];
    const places = [first, second].map(({ id }) => listed.findIndex((each) => each.id === id));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const times = listed.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('bring the whole environment back to where it stood after an earlier one', async () => {
    const here = (await post('/api/projects/shop/environments', { name: 'rolling' })).id;
    const point = (prompt: string, versionTag: string) =>
      app.request('put', `/api/projects/shop/environments/${here}/pointers/${prompt}`, app.admin).send({ versionTag }).expect(200);
    const first = await released([itemOf(await version('6.0.0'), '6.0.0')], here);
    await point('mail', '1.0.0');
    await point('chat', '1.0.0');
    const second = await released([itemOf(await version('6.1.0'), '6.1.0')], here);
    const other = await released([itemOf(await version('6.2.0'), '6.2.0')], staging);
    expect(await pointers(here)).toEqual(['chat@1.0.0', 'mail@6.1.0']);
    const roll = (id: string, to: string, status: number) =>
      app.request('post', `${path}/${id}/rollback`, app.admin).send({ rollbackToDeploymentId: to }).expect(status);
    await roll(second.id, second.id, 404);
    await roll(second.id, other.id, 404);
    await roll(second.id, 'nix', 404);
    await roll(first.id, second.id, 404);
    await app.request('post', `${path}/${second.id}/rollback`, app.admin).expect(400);
    const back = (await roll(second.id, first.id, 201)).body as Deployment;
    expect(back).toMatchObject({
      status: 'ROLLED_BACK',
      rolledBackAt: expect.any(String) as string,
      rollbackToDeploymentId: first.id,
      items: [{ status: 'ROLLED_BACK' }],
    });
    expect(await pointers(here)).toEqual(['mail@6.0.0']);
    await roll(second.id, first.id, 400);

    const history = `/api/projects/shop/environments/${here}/history`;
    const all = (await app.request('get', history, app.admin).expect(200)).body as {
      name: string;
      versionTag: string;
      validFrom: string;
      validTo: string | null;
    }[];
    expect(all.map(({ name, versionTag, validTo }) => [name, versionTag, validTo === null])).toEqual([
      ['mail', '6.0.0', true],
      ['mail', '6.1.0', false],
      ['chat', '1.0.0', false],
      ['mail', '1.0.0', false],
      ['mail', '6.0.0', false],
    ]);
    const then = encodeURIComponent(all[1]?.validFrom ?? '');
    const asOf = (await app.request('get', `${history}?asOf=${then}`, app.admin).expect(200)).body as {
      name: string;
      versionTag: string;
    }[];
    expect(asOf.map(({ name, versionTag }) => `${name}@${versionTag}`)).toEqual(['chat@1.0.0', 'mail@6.1.0']);
    await app.request('get', `${history}?asOf=yesterday`, app.admin).expect(400);
    await app.request('delete', `/api/projects/shop/environments/${here}/pointers/mail`, app.admin).expect(200);
    expect(await pointers(here)).toEqual([]);
    await app.request('delete', `/api/projects/shop/environments/${here}/pointers/mail`, app.admin).expect(404);
  });

  it('are not gone back to while a version of then is archived, and say which', async () => {
    const here = (await post('/api/projects/shop/environments', { name: 'archived' })).id;
    const target = await released([itemOf(await version('6.7.0'), '6.7.0')], here);
    const latest = await released([itemOf(await version('6.8.0'), '6.8.0')], here);
    await post('/api/projects/shop/prompts/mail/versions/6.7.0/archive', {}, 200);
    expect(await post(`${path}/${latest.id}/rollback`, { rollbackToDeploymentId: target.id }, 409)).toMatchObject({
      code: 'prompts.rollback_impossible',
      message: "The environment cannot be rolled back: mail: Version '6.7.0' is archived; restore it first",
    });
  });

  it('record models, which have no pointers', async () => {
    const model = (await post('/api/projects/shop/aimodels', { name: 'sonnet' })).id;
    const before = await pointers();
    expect(await released([{ entityType: 'AI_MODEL', entityId: model, versionTag: '1' }])).toMatchObject({
      status: 'DEPLOYED',
      items: [{ entityType: 'AI_MODEL', entityId: model, status: 'DEPLOYED' }],
    });
    expect(await pointers()).toEqual(before);
    await app.request('delete', `/api/projects/shop/aimodels/${model}`, app.admin).expect(200);
    const listed = (await app.request('get', `${path}?limit=1`, app.admin).expect(200)).body as Deployment[];
    expect(listed).toMatchObject([{ items: [{ entityType: 'AI_MODEL', entityId: null, versionTag: '1', status: 'DEPLOYED' }] }]);
  });

  it('keep their environment and their project from being deleted', async () => {
    await app.request('delete', `/api/projects/shop/environments/${staging}`, app.admin).expect(409);
    await post('/api/projects', { name: 'Models' });
    const environmentId = (await post('/api/projects/models/environments', { name: 'live' })).id;
    const model = (await post('/api/projects/models/aimodels', { name: 'm' })).id;
    const items = [{ entityType: 'AI_MODEL', entityId: model, versionTag: '1' }];
    await post('/api/projects/models/deployments', { name: 'x', environmentId, items });
    const { body } = (await app.request('delete', '/api/projects/models', app.admin).expect(409)) as { body: unknown };
    expect((body as { message: string }).message).toContain('1 deployment');
  });

  it('hide from other tenants, other projects and those without the permission', async () => {
    const { id } = await asked([itemOf(await version('8.0.0'), '8.0.0')]);
    const stranger = await app.strangerToken();
    const user = await app.userToken('user');
    await app.request('get', `${path}/${id}`, stranger).expect(404);
    await app.request('get', `/api/projects/models/deployments/${id}`, app.admin).expect(404);
    await app.request('get', `${path}/${id}`, user).expect(200);
    for (const [method, url] of [
      ['post', path],
      ['put', `${path}/${id}/approve`],
      ['post', `${path}/${id}/deploy`],
      ['post', `${path}/${id}/rollback`],
    ] as const) {
      await app.request(method, url, user).expect(403);
    }
  });
});
