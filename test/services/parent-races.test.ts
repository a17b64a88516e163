import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ROUNDS = 6;

jest.setTimeout(120_000);

describeWithServices('what is added while its parent is deleted, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  const made = async (path: string, body: object): Promise<{ id: string }> =>
    (await app.call('post', path, body).expect(201)).body as { id: string };
  const aVersion = (versionTag: string) => ({ versionTag, promptText: 'Hi', languageCode: 'en' });

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    await made('/api/projects', { name: 'Shop' });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('is there before, or finds the parent gone; never a fault', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const project = `/api/projects/p${round}`;
      await made('/api/projects', { name: `p${round}` });
      const { id } = await made(`${project}/environments`, { name: 'live' });
      await made(`${project}/prompts`, { name: 'Mail', promptText: 'Hi' });
      const mail = `${project}/prompts/mail`;
      const outcomes = [
        ...(await Promise.all([
          app.call('put', `${project}/environments/${id}/pointers/mail`, { versionTag: '1.0.0' }),
          app.call('delete', `${project}/environments/${id}`),
        ])),
        ...(await Promise.all([
          app.call('delete', mail),
          ...['2.0.0', '3.0.0', '4.0.0'].map((tag) => app.call('post', `${mail}/versions`, aVersion(tag))),
          app.call('post', `${mail}/versions/1.0.0/translations`, { languageCode: 'fr-FR', promptText: 'Salut' }),
        ])),
        ...(await Promise.all([
          app.call('delete', project),
          ...['A', 'B', 'C'].map((name) => app.call('post', `${project}/prompts`, { name, promptText: 'Hi' })),
        ])),
      ];
      for (const { status, body } of outcomes) {
        expect([200, 201, 204, 404, 409]).toContain(status);
        // Ids that the caller did not name tell him nothing.
        const said = ((body as { message?: string }).message ?? '').replaceAll(id, 'live');
        expect(said).not.toMatch(/'[0-9a-f]{8}-[0-9a-f]{4}-7[^']*' not found/u);
      }
    }
  });
});
