import { eventually } from '../eventually';
import { japm as run, type Ran } from './japm';
import { startTestingApp, type TestingApp } from './testing-app';

describe('usage on the command line', () => {
  let app: TestingApp;
  const japm = (...args: string[]): Promise<Ran> => run(args, { JAPM_URL: app.url, JAPM_TOKEN: app.admin, JAPM_PROJECT: 'shop' });

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
    await app.given.prompt('shop', { name: 'Mail', promptText: 'Hello' });
  });
  afterAll(() => app.stop());

  it('says that nobody fetched a prompt, and later how often, by what it is grouped', async () => {
    expect(await japm('usage', 'mail')).toMatchObject({ code: 0, out: [], err: [expect.stringMatching(/^Nobody fetched mail from /u)] });
    expect((await japm('resolve', 'mail', '1.0.0')).out).toEqual(['Hello']);
    await eventually(async () => {
      const { out } = await japm('usage', 'mail', '--group-by', 'version,kind');
      expect(out[0]).toMatch(/^VERSION +KIND +TOTAL +SERVED +NOT MODIFIED +FAILED$/u);
      expect(out[1]).toMatch(/^1\.0\.0 +resolve +1 +1 +0 +0$/u);
    });
    expect((await japm('usage', 'mail', '--json')).entries()).toMatchObject([{ totals: { total: 1 } }]);
  });

  it('refuses groups and kinds that do not exist', async () => {
    expect((await japm('usage', 'mail', '--group-by', 'weather')).code).toBe(1);
    expect((await japm('usage', 'mail', '--kind', 'weather')).code).toBe(2);
    expect((await japm('usage', 'nothing')).code).toBe(3);
  });
});
