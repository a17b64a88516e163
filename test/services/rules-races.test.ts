import { createConnection, type Connection } from 'mysql2/promise';
import { until } from '../until';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

jest.setTimeout(60_000);

const HISTORY = `INSERT INTO prompts_pointer_history (tenant_id, id, project_id, environment_id, kind, entity_id, entity_name, version_id,
  version_tag, valid_from, valid_to, from_move, to_move, moved_by, deployment_id)
  SELECT tenant_id, id, project_id, id, ?, id, 'x', id, version_tag, NOW(6), NOW(6), 1, 2, id, NULL FROM`;

describeWithServices('rules and retained texts at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  let other: Connection;
  const shop = '/api/projects/shop';
  const make = async (path: string, body: object): Promise<string> =>
    ((await app.request('post', `${shop}${path}`, app.admin).send(body).expect(201)).body as { id: string }).id;
  const environment = (name: string): Promise<string> => make('/environments', { name });
  const order = (id: string, after: string) => app.request('put', `${shop}/environments/${id}/rules`, app.admin).send({ after });
  const waiting = async (like: string): Promise<number> => {
    const query =
      'SELECT COUNT(*) AS found FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID() AND INFO LIKE ?';
    const [rows] = await other.query(query, [like]);
    return Number((rows as { found: number | string }[])[0]?.found);
  };

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    other = await createConnection(database.url);
    await app.request('post', '/api/projects', app.admin).send({ name: 'Shop' }).expect(201);
    await make('/prompts', { name: 'Mail', promptText: 'Hi' });
  }, 60_000);
  afterAll(async () => {
    await other.end();
    await app.stop();
    await database.drop();
  });

  it('let no two environments come after each other', async () => {
    const [first, second] = [await environment('first'), await environment('second')];
    for (const id of [first, second]) await app.request('put', `${shop}/environments/${id}/rules`, app.admin).send({}).expect(200);
    // Nobody writes rules before both have come as far as they can.
    await other.beginTransaction();
    await other.query('SELECT id FROM catalog_environment FOR UPDATE');
    const changes = Promise.all([order(first, second), order(second, first)].map(async (sent) => (await sent).status));
    const both = async (): Promise<boolean> =>
      (await waiting('UPDATE `catalog_project`%')) + (await waiting('INSERT INTO `prompts_release_rules`%')) === 2;
    await Promise.race([changes, until('both changes', both)]).finally(() => other.rollback());
    expect((await changes).toSorted((a, b) => a - b)).toEqual([200, 400]);
  });

  it.each([
    ['rules', 'after', 'INSERT INTO `prompts_release_rules`%', { rules: 200, deletion: 409 }],
    ['deletion', 'before', '%`catalog_environment`%', { deletion: 200, rules: 400 }],
  ] as const)('name no environment that is deleted at the same time, when the %s came first', async (first, held, written, expected) => {
    const ids = { before: await environment(`before ${first}`), after: await environment(`after ${first}`) };
    for (const id of Object.values(ids)) await app.request('put', `${shop}/environments/${id}/rules`, app.admin).send({}).expect(200);
    const changes = {
      deletion: () => app.request('delete', `${shop}/environments/${ids.before}`, app.admin).then(({ status }) => status),
      rules: () => order(ids.after, ids.before).then(({ status }) => status),
    };
    // The first one has looked and does not come to write: what the second one sees is not the end of it.
    await other.beginTransaction();
    await other.query('SELECT id FROM catalog_environment WHERE id = ? FOR UPDATE', [ids[held]]);
    const early = changes[first]();
    await Promise.race([early, until('the first change', async () => (await waiting(written)) === 1)]);
    const late = changes[first === 'rules' ? 'deletion' : 'rules']();
    const waits = async (): Promise<boolean> => (await waiting('UPDATE `catalog_project`%')) === 1;
    await Promise.race([late, until('the second change', waits)]).finally(() => other.rollback());
    const [rules, deletion] = first === 'rules' ? [await early, await late] : [await late, await early];
    expect({ rules, deletion }).toEqual(expected);
  });

  it('keep a name while its rules are switched on', async () => {
    const id = await environment('live');
    const user = await app.userToken('user');
    await app.request('put', `${shop}/environments/${id}/rules`, app.admin).send({}).expect(200);
    await other.beginTransaction();
    await other.query('UPDATE prompts_environment_move SET moves = moves + 1 WHERE environment_id = ?', [id]);
    const rename = app
      .request('patch', `${shop}/environments/${id}`, user)
      .send({ name: 'old' })
      .then(({ status }) => status);
    const waits = async (): Promise<boolean> => (await waiting('UPDATE `prompts_environment_move`%')) === 1;
    await Promise.race([rename, until('the renaming', waits)]);
    await other.query(
      `INSERT INTO prompts_release_rules (tenant_id, environment_id, project_id, approval_required, approvals, excluded_approvers,
       freeze_windows, revision, updated_at) SELECT tenant_id, id, project_id, 1, 1, '[]', '[]', 1, NOW(6) FROM catalog_environment WHERE id = ?`,
      [id],
    );
    await other.commit();
    expect(await rename).toBe(403);
  });

  it.each([
    ['version', 'prompts_version', '/prompts/p/versions/2.0.0'],
    ['prompt', 'prompts_version', '/prompts/p'],
    ['asset version', 'prompts_asset_version', '/prompts/p/assets/sign/versions/2.0.0'],
    ['asset', 'prompts_asset_version', '/prompts/p/assets/sign'],
  ])('lose no text that is pointed at while its %s is deleted', async (_what, table, path) => {
    await make('/prompts', { name: 'P', promptText: 'Hi' });
    const [prompt, asset] = ['/prompts/p/versions', '/prompts/p/assets/sign/versions'];
    await make('/prompts/p/assets', { key: 'sign', name: 'Signature', initialValue: 'Bye' });
    const versions = {
      prompts_version: await make(prompt, { versionTag: '2.0.0', promptText: 'Hello', languageCode: 'en-US' }),
      prompts_asset_version: await make(asset, { versionTag: '2.0.0', value: 'So long', languageCode: 'en-US' }),
    };
    const id = versions[table as keyof typeof versions];
    // Somebody who points at it, and not any more, in one transaction: he has the version's row, as they all do.
    await other.beginTransaction();
    await other.query(`SELECT id FROM ${table} WHERE id = ? FOR UPDATE`, [id]);
    const deleted = app.request('delete', `${shop}${path}`, app.admin).then(({ status }) => status);
    const waits = async (): Promise<boolean> => (await waiting(`SELECT COUNT% FROM ${table} %FOR UPDATE`)) > 0;
    await Promise.race([deleted, until('the deletion', waits)]);
    await other.query(`${HISTORY} ${table} WHERE id = ?`, [table === 'prompts_version' ? 'prompt' : 'asset', id]);
    await other.commit();
    expect(await deleted).toBe(200);
    const [kept] = await other.query('SELECT text FROM prompts_retained_text WHERE version_id = ?', [id]);
    expect(kept).toMatchObject([{ text: table === 'prompts_version' ? 'Hello' : 'So long' }]);
    await app.request('delete', `${shop}/prompts/p`, app.admin);
  });
});
