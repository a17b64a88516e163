import { UserScope } from '#contexts/identity/user/application/user-scope';
import { PasswordResetTable } from '#contexts/identity/user/adapters/persistence/password-reset.table';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

// Rounds of many requests, each of which may wait for a lock.
jest.setTimeout(60_000);
const ROUNDS = 5;
const PASSWORD = 'a long password';

describeWithServices('changes of accounts at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;

  const user = async (name: string): Promise<string> => {
    const made = await app
      .request('post', '/api/users', app.admin)
      .send({ email: `${name}@race.test`, password: PASSWORD })
      .expect(201);
    return (made.body as { id: string }).id;
  };

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('leave no token for the password of somebody who became more in that moment', async () => {
    const id = await user('riser');
    const scope = app.product.container.get(UserScope);
    const find = scope.user.bind(scope);
    jest.spyOn(scope, 'user').mockImplementationOnce(async (actor, userId) => {
      const found = await find(actor, userId);
      await app.request('patch', `/api/users/${id}`, app.admin).send({ role: 'admin' }).expect(200);
      return found;
    });
    await app.request('post', `/api/users/${id}/password-reset`, await app.userToken('tenant_admin')).expect(409);
    expect(await app.product.database.reader.getRepository(PasswordResetTable).countBy({ userId: id })).toBe(0);
  });

  it('leave a closed project its last member', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const project = `race-${round}`;
      await app.request('post', '/api/projects', app.admin).send({ name: project }).expect(201);
      const ids = [await user(`a${round}`), await user(`b${round}`), await user(`c${round}`)];
      for (const id of ids)
        await app.request('put', `/api/projects/${project}/members/${id}`, app.admin).send({ role: 'viewer' }).expect(200);
      const gone = await Promise.all(ids.map((id) => app.request('delete', `/api/users/${id}`, app.admin)));
      expect(gone.map(({ status }) => status).toSorted()).toEqual([200, 200, 409]);
      const members = (await app.request('get', `/api/projects/${project}/members`, app.admin).expect(200)).body as unknown[];
      expect(members).toHaveLength(1);
    }
  });
});
