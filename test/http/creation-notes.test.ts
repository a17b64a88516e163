import { startTestingApp, type TestingApp } from './testing-app';

describe('what somebody who comes from elsewhere would not expect', () => {
  let app: TestingApp;
  const prompts = '/api/projects/shop/prompts';
  const warningFor = async (path: string, body: object): Promise<string | undefined> =>
    (await app.request('post', path, app.admin).send(body).expect(201)).headers.warning;

  beforeAll(async () => {
    app = await startTestingApp();
    await app.given.project('Shop');
  });
  afterAll(() => app.stop());

  it('is said of a type that is not known, which stays USER', async () => {
    expect(await warningFor(prompts, { name: 'Chat', promptText: 'Hi', type: 'chat' })).toBe(
      `299 - "The type 'chat' is not known; the prompt has the type USER"`,
    );
    for (const [index, type] of ['system', 'TASK', { value: 'task' }, {}, '', null, undefined].entries())
      expect(await warningFor(prompts, { name: `Known ${index}`, promptText: 'Hi {{who}}', type })).toBeUndefined();
  });

  it('is said of conditions and filters, which are variables', async () => {
    const text = '{{#if vip}}Dear{{else}}Hi{{/if}} {{name | upper}} {{who}}';
    const note = 'are variables of these names';
    expect(await warningFor(prompts, { name: 'If', promptText: text })).toMatch(
      /^299 - "Templates have no conditions, loops or filters: \{\{#if vip\}\}, \{\{else\}\}, \{\{\/if\}\}, \{\{name \| upper\}\} are variables/u,
    );
    const version = { versionTag: '1.1.0', languageCode: 'en', promptText: 'Hi' };
    const initialTranslations = [{ languageCode: 'de-DE', promptText: '{{> footer}}' }];
    expect(await warningFor(`${prompts}/if/versions`, { ...version, initialTranslations })).toContain(note);
    expect(await warningFor(`${prompts}/if/versions`, { ...version, versionTag: '1.2.0' })).toBeUndefined();
    const literals = ['#if vip', 'else', '/if', 'name | upper'];
    expect(await warningFor(`${prompts}/if/versions`, { ...version, versionTag: '1.3.0', promptText: text, literals })).toBeUndefined();
  });
});
