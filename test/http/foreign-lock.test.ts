import Libsql from 'libsql';
import { lock, type Connection } from '../foreign-lock';
import { startTestingApp, type TestingApp } from './testing-app';

describe('a database file that somebody else has locked', () => {
  let app: TestingApp;
  let other: Connection;

  const post = (slug: string) =>
    app
      .request('post', '/api/projects/locked/prompts', app.admin)
      .set('idempotency-key', `key-${slug}`)
      .send({ name: slug, slug, promptText: 'x' });

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('locked');
    other = new Libsql(app.product.database.file ?? '');
  });
  afterAll(async () => {
    other.close();
    await app.stop();
  });

  it('keeps no read waiting, and no change longer than its patience', async () => {
    await lock(other);
    const answered: string[] = [];
    const changes = ['a', 'b', 'c', 'd'].map(async (slug) => {
      const answer = await post(slug);
      answered.push('change');
      return answer;
    });
    for (let n = 0; n < 3; n += 1) {
      await app.request('get', '/health/live').expect(200);
      await app.request('get', '/api/projects/locked/prompts', app.admin).expect(200);
      answered.push('read');
    }
    for (const answer of await Promise.all(changes)) {
      expect([answer.status, answer.get('retry-after'), (answer.body as { code: string }).code]).toEqual([
        503,
        '5',
        'platform.database_busy',
      ]);
    }
    expect(answered).toEqual(['read', 'read', 'read', 'change', 'change', 'change', 'change']);
    other.exec('ROLLBACK');
    expect((await post('a')).status).toBe(201);
  });

  it('serves a change as soon as the lock is given back', async () => {
    await lock(other);
    const change = post('late').then((answer) => answer.status);
    await app.request('get', '/api/projects/locked/prompts', app.admin).expect(200);
    other.exec('ROLLBACK');
    expect(await change).toBe(201);
  });
});
