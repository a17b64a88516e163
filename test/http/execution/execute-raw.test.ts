import { startExecutionApp, type ExecutionApp } from './execution-app';
import { StreamClient } from './stream-client';
import { until } from '../../until';

describe('the execution of a text with a system prompt', () => {
  let at: ExecutionApp;
  let aiModelId: string;

  beforeAll(async () => {
    at = await startExecutionApp();
    await at.app.given.project('Shop');
    aiModelId = await at.model();
    await at.app
      .request('post', '/api/system-prompts', at.app.admin)
      .send({ name: 'translator', promptText: 'Translate to ${language}: ${none} {{language}}' })
      .expect(201);
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterAll(() => at.stop());

  const text = { systemPromptName: 'translator', userText: 'Hi ${language}', variables: { language: '${none}' } };
  const run = (body: object, token = at.app.admin) =>
    at.app.request('post', '/api/execute-raw', token).send({ aiModelId, ...text, ...body });

  it('replaces variables of the system prompt once, and none of the text', async () => {
    const { body } = (await run({}).expect(200)) as { body: unknown };
    expect(body).toEqual({ response: 'Hello there', usage: { inputTokens: 7, outputTokens: 5 }, cost: null, finishReason: 'stop' });
    expect(at.provider.calls[0]?.body.messages).toEqual([
      { role: 'system', content: 'Translate to ${none}: ${none} {{language}}' },
      { role: 'user', content: 'Hi ${language}' },
    ]);
    expect((await at.runs()).at(-1)).toMatchObject({
      outcome: 'success',
      resource: { id: `shop/${aiModelId}` },
      details: { purpose: 'system_prompt', systemPrompt: 'translator' },
    });
  });

  it('gives Anthropic the system prompt in its own place', async () => {
    const claude = await at.model({ provider: 'Anthropic', apiIdentifier: 'claude-test' });
    await run({ aiModelId: claude }).expect(200);
    expect(JSON.stringify(at.provider.calls[0]?.body.system)).toContain('Translate to');
  });

  it('comes as events where these are accepted', async () => {
    const client = new StreamClient(`${at.app.url}/api/execute-raw`, at.app.admin, { aiModelId, ...text });
    await until('the end', () => client.ended);
    expect(client.response?.statusCode).toBe(200);
    expect(client.received).toBe('Hello there');
    expect(client.events.at(-1)).toMatchObject({ event: 'done', data: { usage: { outputTokens: 5 } } });
  });

  it.each([
    [{ userText: '' }, 400],
    [{ systemPromptName: 'nothing' }, 404],
    [{ aiModelId: 'nothing' }, 404],
    [{ variables: 'x' }, 400],
  ])('refuses %j', async (wrong, status) => {
    await run(wrong).expect(status);
    expect(at.provider.calls).toEqual([]);
  });
});
