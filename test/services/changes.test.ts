import type { Response } from 'supertest';
import type { TypeOrmUnitOfWork } from '#platform/persistence/typeorm-unit-of-work';
import { UnitOfWork } from '#shared/unit-of-work.port';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

describeWithServices('changes on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  /** `tag.update <id> <revision>` of each event. */
  const events: string[] = [];

  const post = (path: string, body: object, key?: string): Promise<Response> =>
    app
      .request('post', `/api/projects/shop/${path}`, app.admin)
      .set(key === undefined ? {} : { 'idempotency-key': key })
      .send(body)
      .then((response) => response);

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    (app.product.container.get(UnitOfWork) as TypeOrmUnitOfWork).onCommit((all) => {
      for (const { action, outcome, resource } of all)
        if (outcome === 'success') events.push(`${action} ${resource.id} ${resource.revision}`);
    });
    await app.request('post', '/api/projects', app.admin).send({ name: 'Shop' }).expect(201);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('keep every event once when sets cross each other', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) ids.push(((await post('tags', { name })).body as { id: string }).id);
    const update = (id: string, description: string): object => ({ action: 'update', resource: 'tag', id, body: { description } });
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const ways = [ids, ids.toReversed()].map((way, index) => ({ changes: way.map((id) => update(id, `${round} ${index}`)) }));
      statuses.push(...(await Promise.all(ways.map((each) => post('changes', each)))).map(({ status }) => status));
    }
    expect([...new Set(statuses)].filter((each) => each !== 200 && each !== 409)).toEqual([]);
    const updates = events.filter((each) => each.startsWith('tag.update'));
    expect(new Set(updates).size).toBe(updates.length);
    expect(updates).toHaveLength(statuses.filter((each) => each === 200).length * ids.length);
  }, 60_000);

  it('take effect once when one key is sent many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('tags', { name: 'once' }, 'at-once')));
    const first = answers.filter(({ status, headers }) => status === 201 && headers['idempotency-replayed'] === undefined);
    expect(first).toHaveLength(1);
    for (const { status, headers } of answers) if (status !== 201) expect([status, headers['retry-after']]).toEqual([409, '1']);
    expect((await post('tags', { name: 'once' }, 'at-once')).text).toBe(first[0]?.text);
  });
});
