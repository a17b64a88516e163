import { startTestingApp, type TestingApp } from '../http/testing-app';
import { describeWithServices, scratchDatabase, type ScratchDatabase } from './services';

const ROUNDS = 5;

jest.setTimeout(60_000);

describeWithServices('changes of assets at the same time, on MySQL', ['MYSQL_URL'], () => {
  let database: ScratchDatabase;
  let app: TestingApp;
  const assets = '/api/projects/shop/prompts/order-mail/assets';
  const statuses = async (...calls: ReturnType<TestingApp['call']>[]): Promise<number[]> =>
    (await Promise.all(calls)).map(({ status }) => status).toSorted((a, b) => a - b);
  const anAsset = (key: string) => app.call('post', assets, { key, name: 'Signature', initialValue: 'Yours' });

  beforeAll(async () => {
    database = await scratchDatabase('MYSQL_URL');
    app = await startTestingApp({ database: { url: database.url } });
    await app.call('post', '/api/projects', { name: 'Shop' }).expect(201);
    await app.call('post', '/api/projects/shop/prompts', { name: 'Order Mail', promptText: 'Hi' }).expect(201);
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await database.drop();
  });

  it('give a key, a tag and a language to one only', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `sign-${round}`;
      expect(await statuses(anAsset(key), anAsset(key))).toEqual([201, 409]);
      const version = { versionTag: '2', value: 'Best', languageCode: 'en' };
      const add = () => app.call('post', `${assets}/${key}/versions`, version);
      expect(await statuses(add(), add(), add())).toEqual([201, 409, 409]);
      const translate = () => app.call('post', `${assets}/${key}/versions/2/translations`, { languageCode: 'fr-FR', value: 'Salut' });
      expect(await statuses(translate(), translate())).toEqual([201, 409]);
    }
  });

  it('lose no change, and never end in a fault', async () => {
    await anAsset('busy').expect(201);
    const one = `${assets}/busy/versions/1.0.0`;
    for (let round = 0; round < ROUNDS; round += 1) {
      const both = await statuses(app.call('patch', one, { value: `a${round}` }), app.call('patch', one, { value: `b${round}` }));
      expect([
        [200, 200],
        [200, 409],
      ]).toContainEqual(both);
      const published = await statuses(app.call('post', `${one}/publish`), app.call('patch', one, { value: `c${round}` }));
      expect([
        [200, 201],
        [201, 409],
        [200, 409],
      ]).toContainEqual(published);
      await app.call('post', `${one}/unpublish`);
    }
  });

  it('find what is deleted in that moment to be gone', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `gone-${round}`;
      await anAsset(key).expect(201);
      const version = { versionTag: '2', value: 'Best', languageCode: 'en', translations: [{ languageCode: 'fr', value: 'Salut' }] };
      const both = await statuses(app.call('delete', `${assets}/${key}`), app.call('post', `${assets}/${key}/versions`, version));
      expect([
        [200, 201],
        [200, 404],
      ]).toContainEqual(both);
      await app.call('get', `${assets}/${key}`).expect(404);
    }
  });
});
