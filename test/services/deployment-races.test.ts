import { createConnection } from 'mysql2/promise';
import { until } from '../until';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ROUNDS = 5;

jest.setTimeout(60_000);

describeWithServices('releases at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  let approvers: string[];
  let environmentId: string;
  let made = 0;
  const shop = '/api/projects/shop';
  const call = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, token = app.admin) =>
    app.request(method, `${shop}${path}`, token).send(body);
  const statuses = async (...calls: ReturnType<typeof call>[]): Promise<number[]> =>
    (await Promise.all(calls)).map(({ status }) => status).toSorted((a, b) => a - b);
  const idOf = async (sent: ReturnType<typeof call>): Promise<string> => ((await sent.expect(201)).body as { id: string }).id;
  const version = async (prompt: string): Promise<{ id: string; versionTag: string }> => {
    const versionTag = `2.0.${(made += 1)}`;
    const body = { versionTag, promptText: versionTag, languageCode: 'en-US' };
    return { id: await idOf(call('post', `/prompts/${prompt}/versions`, body)), versionTag };
  };
  const asked = async (...versions: { id: string; versionTag: string }[]): Promise<string> => {
    const items = versions.map(({ id, versionTag }) => ({ entityType: 'PROMPT_VERSION', entityId: id, versionTag }));
    return idOf(call('post', '/deployments', { name: `release ${(made += 1)}`, environmentId, items }));
  };
  const approve = (id: string, approver = 0) => call('put', `/deployments/${id}/approve`, {}, approvers[approver]);
  const approved = async (...versions: { id: string; versionTag: string }[]): Promise<string> => {
    const id = await asked(...versions);
    await approve(id).expect(200);
    return id;
  };
  const deploy = (id: string) => call('post', `/deployments/${id}/deploy`);
  const statusOf = async (id: string): Promise<string> =>
    ((await call('get', `/deployments/${id}`).expect(200)).body as { status: string }).status;
  const history = async (): Promise<{ name: string; versionTag: string; validTo: string | null; deploymentId: string | null }[]> =>
    (await call('get', `/environments/${environmentId}/history`).expect(200)).body as never;

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    approvers = [await app.userToken('admin'), await app.userToken('admin')];
    await app.request('post', '/api/projects', app.admin).send({ name: 'Shop' }).expect(201);
    for (const name of ['Mail', 'Chat']) await call('post', '/prompts', { name, promptText: 'Hi' }).expect(201);
    environmentId = await idOf(call('post', '/environments', { name: 'production' }));
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('move the pointers of an environment one after the other, whole releases each', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await approved(await version('mail'), await version('chat'));
      const second = await approved(await version('chat'), await version('mail'));
      expect(await statuses(deploy(first), deploy(second))).toEqual([201, 201]);
      const open = (await history()).filter(({ validTo }) => validTo === null);
      expect(open).toHaveLength(2);
      expect(new Set(open.map(({ deploymentId }) => deploymentId)).size).toBe(1);
    }
  });

  it('carry one deployment out once, and approve it once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const id = await asked(await version('mail'));
      const both = await statuses(approve(id, 0), approve(id, 1));
      expect([
        [200, 400],
        [200, 409],
      ]).toContainEqual(both);
      expect(await statuses(deploy(id), deploy(id))).toEqual([201, 400]);
    }
  });

  it('keep the rules as they are until a release that asked them has ended', async () => {
    const release = await createConnection(database.url);
    const waits = async (): Promise<boolean> => {
      const [rows] = await release.query('SHOW PROCESSLIST');
      return (rows as { Info: string | null }[]).some(({ Info }) => Info?.includes('UPDATE `prompts_environment_move`'));
    };
    await call('post', `/deployments/${await approved(await version('mail'))}/deploy`).expect(201);
    await release.beginTransaction();
    await release.query('SELECT * FROM prompts_environment_move WHERE environment_id = ? FOR UPDATE', [environmentId]);
    const changed = call('put', `/environments/${environmentId}/rules`, { approvals: 2 }).then(({ status }) => status);
    const first = await Promise.race([changed, until('the change of the rules', waits)]).finally(() => release.end());
    expect([first, await changed]).toEqual([true, 200]);
    await call('put', `/environments/${environmentId}/rules`, {}).expect(200);
  });

  it('point at nothing that is deleted in that moment', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const target = await version('mail');
      const id = await approved(target);
      const both = await statuses(deploy(id), call('delete', `/prompts/mail/versions/${target.versionTag}`));
      expect([
        [201, 409],
        [200, 409],
      ]).toContainEqual(both);
      const isDeployed = (await statusOf(id)) === 'DEPLOYED';
      const { status } = await call('get', `/prompts/mail/versions/${target.versionTag}`);
      expect(status).toBe(isDeployed ? 200 : 404);
    }
  });
});
