import { startTestingApp, type TestingApp } from '../http/testing-app';
import { scratchDatabase } from '../services/services';

// A fresh database of MySQL takes seconds to migrate.
jest.setTimeout(120_000);

/** What the attacks are run at: on SQLite, and where MYSQL_URL is given on a fresh database of that server. */
export async function startAttackedApp(overrides: Parameters<typeof startTestingApp>[0] = {}): Promise<TestingApp> {
  if (!process.env.MYSQL_URL) return startTestingApp(overrides);
  const database = await scratchDatabase('MYSQL_URL');
  const app = await startTestingApp({ ...overrides, database: { ...overrides.database, url: database.url } }).catch(
    async (error: unknown) => {
      await database.drop();
      throw error;
    },
  );
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await database.drop();
    },
  };
}
