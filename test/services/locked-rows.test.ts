import { createConnection, type Connection } from 'mysql2/promise';
import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ENGINES = process.env.MARIADB_URL ? (['MYSQL_URL', 'MARIADB_URL'] as const) : (['MYSQL_URL'] as const);

for (const variable of ENGINES) {
  describeWithServices(`a row that somebody else has locked (${variable})`, [variable], () => {
    let scratch: ScratchDatabase;
    let app: TestingApp;
    let other: Connection;

    beforeAll(async () => {
      scratch = await scratchDatabase(variable);
      const base = { poolSize: 10, connectTimeoutMs: 5000, startTimeoutMs: 10_000 };
      app = await startTestingApp({ database: { ...base, url: scratch.url } });
      await app.request('post', '/api/projects', app.admin).send({ name: 'locked' }).expect(201);
      for (const slug of ['held', 'free']) {
        await app.request('post', '/api/projects/locked/prompts', app.admin).send({ name: slug, slug, promptText: 'x' }).expect(201);
      }
      other = await createConnection(scratch.url);
    });
    afterAll(async () => {
      await other.end();
      await app.stop();
      await scratch.drop();
    });

    it('ends changes of it with 503, and keeps no read waiting', async () => {
      await other.beginTransaction();
      await other.query("SELECT * FROM prompts_prompt WHERE slug = 'held' FOR UPDATE");
      const answered: string[] = [];
      const changes = Array.from({ length: 12 }, async (_, n) => {
        const answer = await app.request('patch', '/api/projects/locked/prompts/held', app.admin).send({ description: `change ${n}` });
        answered.push('change');
        return answer;
      });
      for (let n = 0; n < 5; n += 1) {
        await app.request('get', '/api/projects/locked/prompts/free', app.admin).expect(200);
        answered.push('read');
      }
      for (const answer of await Promise.all(changes)) {
        expect([answer.status, answer.get('retry-after'), (answer.body as { code: string }).code]).toEqual([
          503,
          '5',
          'platform.database_busy',
        ]);
      }
      expect(answered.slice(0, 5)).toEqual(Array(5).fill('read'));
      await other.rollback();
      await app.request('patch', '/api/projects/locked/prompts/held', app.admin).send({ description: 'after' }).expect(200);
    });
  });
}
