import { rm } from 'node:fs/promises';
import { Api } from '../chain/api';
import { ADMIN, build, freshDataDir, JapmProcess } from './japm-process';

interface Report {
  readonly totals: { readonly served: number };
}

const REQUESTS = 40;

describe('A server that has served prompts', () => {
  beforeAll(build, 120_000);

  it('has counted every request when SIGTERM stops it right after the last one', async () => {
    const dataDir = freshDataDir();
    const start = async (): Promise<{ server: JapmProcess; api: Api }> => {
      const server = await JapmProcess.server(dataDir).up();
      return { server, api: await Api.login(server.url, ADMIN.email, ADMIN.password) };
    };
    const first = await start();
    let last = first.server;
    try {
      await first.api.post('/api/projects', { name: 'Shop' }, 201);
      await first.api.post('/api/projects/shop/prompts', { name: 'Mail', promptText: 'Hi', activate: true }, 201);
      const resolve = '/api/projects/shop/prompts/mail/resolve';
      await Promise.all(Array.from({ length: REQUESTS }, () => first.api.post(resolve, { version: '1.0.0' }, 200)));
      expect((await first.server.end('SIGTERM')).code).toBe(0);
      const again = await start();
      last = again.server;
      const { body } = await again.api.get<Report>('/api/projects/shop/prompts/mail/usage');
      expect(body.totals.served).toBe(REQUESTS);
    } finally {
      await last.end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 120_000);
});
