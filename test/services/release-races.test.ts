import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

jest.setTimeout(120_000);

const ROUNDS = 12;

describeWithServices('releases in environments of one name at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;

  const call = async (method: 'post' | 'put', path: string, body: object): Promise<number> =>
    (await app.request(method, `/api/projects${path}`, app.admin).send(body)).status;
  const made = async (path: string, body: object): Promise<void> => {
    expect(await call('post', path, body)).toBe(201);
  };
  const move = (project: string, versionTag: string): Promise<number> =>
    call('put', `/${project}/environments/production/pointers/mail`, { versionTag });
  const served = async (project: string): Promise<number> => {
    const path = `/api/serve-prompt/execute/${project}/mail/latest/base?environmentName=production`;
    return (await app.request('post', path, app.admin).send({})).status;
  };

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    for (const [project, other] of [
      ['one', 'two'],
      ['two', 'one'],
    ] as const) {
      await made('', { name: project });
      await made(`/${project}/environments`, { name: 'production' });
      await made(`/${project}/prompts`, { name: 'Mail', promptText: 'alone' });
      const shows = { versionTag: '2.0.0', languageCode: 'en', promptText: `{{prompt:${other}/mail}}` };
      await made(`/${project}/prompts/mail/versions`, shows);
    }
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('never make a circle of two projects that neither of them would see', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await Promise.all([move('one', '1.0.0'), move('two', '1.0.0')])).toEqual([200, 200]);
      const statuses = await Promise.all([move('one', '2.0.0'), move('two', '2.0.0')]);
      expect(statuses.toSorted()).toEqual([200, 409]);
      expect(await Promise.all([served('one'), served('two')])).toEqual([201, 201]);
    }
  });
});
