import { rm } from 'node:fs/promises';
import { Api } from '../chain/api';
import { eventually } from '../eventually';
import { ADMIN, build, freshDataDir, JapmProcess } from '../faults/japm-process';
import { describeWithServices, scratchDatabase } from './services';

jest.setTimeout(180_000);

interface Report {
  readonly totals: { readonly served: number };
}

const ROUNDS = 30;
const AT_ONCE = 20;

describeWithServices('The usage of two processes on MySQL', ['MYSQL_URL'], () => {
  beforeAll(build, 120_000);

  it('adds up in the same rows, and nothing is lost when both stop', async () => {
    const database = await scratchDatabase('MYSQL_URL');
    const dataDir = freshDataDir();
    const running: JapmProcess[] = [];
    const start = async (): Promise<Api> => {
      const server = JapmProcess.server(dataDir, { JAPM_DATABASE_URL: database.url });
      running.push(server);
      await server.up();
      return Api.login(server.url, ADMIN.email, ADMIN.password);
    };
    try {
      const [first, second] = [await start(), await start()];
      await first.post('/api/projects', { name: 'Shop' });
      const languages = ['fr-FR', 'de-DE', 'es-ES', 'it-IT'];
      const initialTranslations = languages.map((languageCode) => ({ languageCode, promptText: languageCode }));
      await first.post('/api/projects/shop/prompts', { name: 'Mail', promptText: 'Hi', activate: true, initialTranslations });
      const resolve = (api: Api, n: number) =>
        api.post('/api/projects/shop/prompts/mail/resolve', { version: '1.0.0', language: languages[n % 4] }, 200);
      for (let round = 0; round < ROUNDS; round += 1)
        await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => resolve(n % 2 === 0 ? first : second, n)));
      for (const each of running.splice(0)) expect((await each.end('SIGTERM')).code).toBe(0);
      const again = await start();
      await eventually(async () => {
        const { body } = await again.get<Report>('/api/projects/shop/prompts/mail/usage');
        expect(body.totals.served).toBe(ROUNDS * AT_ONCE);
      }, 1000);
    } finally {
      for (const each of running) await each.end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
      await database.drop();
    }
  });
});
