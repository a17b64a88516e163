import { japm as run, type Ran } from './japm';
import { startExecutionApp, type ExecutionApp } from './execution/execution-app';

describe('executing on the command line', () => {
  let at: ExecutionApp;
  const japm = (...args: string[]): Promise<Ran> => run(args, { JAPM_URL: at.app.url, JAPM_TOKEN: at.app.admin, JAPM_PROJECT: 'shop' });

  beforeAll(async () => {
    at = await startExecutionApp();
    await at.app.given.project('Shop');
    await at.model({ name: 'Fast one' });
    await at.app.given.prompt('shop', { name: 'Order Mail', promptText: 'Dear {{who}}', languageCode: 'en-US' });
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterAll(() => at.stop());

  it('writes the pieces of the response as they come, and the tokens on standard error', async () => {
    expect(await japm('execute', 'order-mail', '1.0.0', '--model', 'Fast one', '--var', 'who=Bo')).toMatchObject({
      code: 0,
      out: ['Hello', ' there'],
      err: ['gpt-test of OpenAI, 7 tokens in, 5 out'],
    });
    expect(at.provider.calls).toMatchObject([{ body: { messages: [{ role: 'user', content: 'Dear Bo' }] } }]);
  });

  it('prints the response of the API with --json', async () => {
    const { code, entries } = await japm('execute', 'order-mail', '--model', 'Fast one', '--json');
    expect([code, entries()]).toMatchObject([0, [{ result: 'Hello there', modelUsed: 'gpt-test' }]]);
  });

  it('fails where the stream is cut off, and sends nothing twice', async () => {
    at.provider.next({ does: 'cut', pieces: ['Hel'], by: 'connection' });
    const { code, out, err } = await japm('execute', 'order-mail', '--model', 'Fast one');
    expect([code, out]).toEqual([expect.any(Number), ['Hel']]);
    expect(code).toBeGreaterThan(0);
    expect(err.join('\n')).toMatch(/^japm: /u);
    expect(at.provider.calls).toHaveLength(1);
  });

  it('names the models of the project where there is none of that name', async () => {
    expect(await japm('execute', 'order-mail', '--model', 'slow')).toMatchObject({
      code: 2,
      err: ["japm: the project has no AI model 'slow'; it has Fast one"],
    });
    expect(at.provider.calls).toEqual([]);
  });

  it('ends with 3 where the prompt does not exist', async () => {
    expect((await japm('execute', 'nothing', '--model', 'Fast one')).code).toBe(3);
  });
});
