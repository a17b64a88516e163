import Libsql from 'libsql';
import { lock } from '../foreign-lock';
import { startTestingApp, type TestingApp } from './testing-app';

describe('what is shut in this process', () => {
  let app: TestingApp;
  let n = 0;
  const served = '/api/serve-prompt/execute/shop/resolve/latest/base';
  const prompt = '/api/projects/shop/prompts/resolve';

  interface Somebody {
    readonly id: string;
    readonly token: string;
    readonly key: string;
    readonly keyId: string;
  }
  const somebody = async (role: 'admin' | 'prompt_consumer'): Promise<Somebody> => {
    const email = `somebody-${(n += 1)}@japm.test`;
    const made = await app.request('post', '/api/users', app.admin).send({ email, password: 'a long password', role }).expect(201);
    const token = await app.login(email, 'a long password');
    const key = (await app.request('post', '/api/api-keys', token).send({ name: 'k' }).expect(201)).body as { id: string; apiKey: string };
    return { id: (made.body as { id: string }).id, token, key: key.apiKey, keyId: key.id };
  };
  const byToken = async ({ token }: Somebody): Promise<number> => (await app.request('post', served, token).send({})).status;
  const byKey = async ({ key }: Somebody): Promise<number> => (await app.request('post', served).set('x-api-key', key).send({})).status;
  const both = async (who: Somebody): Promise<number[]> => [await byToken(who), await byKey(who)];

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('shop');
    const body = { name: 'resolve', promptText: 'Hi', activate: true };
    await app.request('post', '/api/projects/shop/prompts', app.admin).send(body).expect(201);
  });
  afterAll(() => app.stop());
  // Time stands still for the caches: what the tests see is no entry that grew old.
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockReturnValue(5000);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is shut at once on serving routes: a revoked key, and no other', async () => {
    const bo = await somebody('prompt_consumer');
    expect(await both(bo)).toEqual([201, 201]);
    await app.request('delete', `/api/api-keys/${bo.keyId}`, bo.token).expect(200);
    expect(await both(bo)).toEqual([201, 401]);
  });

  it.each<readonly [string, 'delete' | 'patch', object, number[]]>([
    ['a deleted user', 'delete', {}, [401, 401]],
    ['a disabled user', 'patch', { disabled: true }, [401, 401]],
    ['a demoted user', 'patch', { role: 'user' }, [403, 403]],
  ])('is shut at once on serving routes: %s', async (_who, method, change, after) => {
    const bo = await somebody('prompt_consumer');
    expect(await both(bo)).toEqual([201, 201]);
    await app.request(method, `/api/users/${bo.id}`, app.admin).send(change).expect(200);
    expect(await both(bo)).toEqual(after);
  });

  it('is shut at once on serving routes: a session that was ended', async () => {
    const bo = await somebody('prompt_consumer');
    expect(await both(bo)).toEqual([201, 201]);
    await app.request('post', '/api/auth/logout', bo.token).send({}).expect(204);
    expect(await both(bo)).toEqual([401, 201]);
  });

  it('changes no prompt any more, not even one called `resolve`: whom another process deleted', async () => {
    const bo = await somebody('admin');
    const resolve = () => app.request('post', `${prompt}/resolve`, bo.token).send({ version: 'latest' });
    const patch = () => app.request('patch', prompt, bo.token).send({ description: `${(n += 1)}` });
    await resolve().expect(200);
    await patch().expect(200);
    const db = new Libsql(app.product.database.file ?? '');
    await lock(db);
    for (const [table, column] of [
      ['identity_session', 'user_id'],
      ['identity_api_key', 'user_id'],
      ['identity_user', 'id'],
    ])
      db.exec(`DELETE FROM ${table ?? ''} WHERE ${column ?? ''} = '${bo.id}'`);
    db.exec('COMMIT');
    db.close();
    // The serving routes are what may be late between processes.
    await resolve().expect(200);
    await patch().expect(401);
  });
});
