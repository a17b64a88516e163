import { until } from '../../until';
import { startExecutionApp, type ExecutionApp } from './execution-app';
import { StreamClient } from './stream-client';

describe('an execution as a stream of events', () => {
  let at: ExecutionApp;
  let models: { openai: string; anthropic: string };
  const clients: StreamClient[] = [];

  beforeAll(async () => {
    at = await startExecutionApp({ firstTokenTimeoutMs: 1500, heartbeatMs: 500 });
    await at.app.given.project('Shop');
    models = { openai: await at.model(), anthropic: await at.model({ provider: 'Anthropic', apiIdentifier: 'claude-test' }) };
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterEach(() => {
    for (const each of clients.splice(0)) each.leave();
  });
  afterAll(() => at.stop());

  const open = (body: object = {}, options = {}): StreamClient => {
    const client = new StreamClient(
      `${at.app.url}/api/llm-execution/execute`,
      at.app.admin,
      { modelId: models.openai, promptText: 'Hi', ...body },
      options,
    );
    clients.push(client);
    return client;
  };
  const ended = async (client: StreamClient): Promise<StreamClient> => {
    await until('the end of the stream', () => client.ended);
    return client;
  };
  const lastRun = async () => (await at.runs()).at(-1);

  it.each(['openai', 'anthropic'] as const)('sends each piece of %s when it comes, and then the rest of the body', async (provider) => {
    at.provider.next({ does: 'answer', pieces: ['One ', 'two\n\n', 'data: three'], pauseMs: 20 });
    const client = await ended(open({ modelId: models[provider] }));
    expect(client.response?.statusCode).toBe(201);
    expect(client.response?.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-request-id': expect.any(String) as string,
    });
    expect(client.events.map(({ event }) => event)).toEqual(['delta', 'delta', 'delta', 'done']);
    expect(client.received).toBe('One two\n\ndata: three');
    expect(client.events.at(-1)?.data).toMatchObject({
      providerUsed: expect.any(String) as string,
      metadata: { usage: { inputTokens: 7, outputTokens: 5 }, finishReason: 'stop', prompt: null },
    });
    expect(client.events.at(-1)?.data).not.toHaveProperty('result');
    expect(await lastRun()).toMatchObject({ outcome: 'success', details: { ended: 'completed', outputTokens: 5 } });
  });

  it.each([
    ['text/event-stream', true],
    ['TEXT/Event-Stream; q=0.9, */*; q=0.1', true],
    ['text/event-stream, application/json', true],
    ['text/event-stream;q=0', false],
    ['application/json, text/event-stream;q=0.5', false],
    ['application/x-text/event-stream', false],
    ['*/*', false],
    ['image/png', false],
  ])('is what a caller with Accept: %s prefers: %p', async (accept, isStream) => {
    const response = await at.execute({ modelId: models.openai, promptText: 'Hi' }).set('accept', accept).expect(201);
    expect(response.headers['content-type']).toContain(isStream ? 'text/event-stream' : 'application/json');
  });

  it('has whole characters in each event, also where the provider divides one', async () => {
    at.provider.next({ does: 'answer', pieces: ['a\ud83d', '\ude00b', '\ud83d'] });
    const { events } = await ended(open());
    expect(events.flatMap(({ event, data }) => (event === 'delta' ? [data.text] : []))).toEqual(['a', '😀b', '\ufffd']);
  });

  it('responds to an error before the first piece with a problem', async () => {
    at.provider.next({ does: 'refuse', status: 400 });
    const client = await ended(open());
    expect(client.response?.statusCode).toBe(500);
    expect(JSON.parse(client.text)).toMatchObject({ code: 'execution.request_refused', statusCode: 500 });
    expect((await ended(open({ modelId: 'nothing' }))).response?.statusCode).toBe(404);
  });

  it.each(['connection', 'body'] as const)('ends with an error when the provider ends the %s in the middle', async (by) => {
    for (const modelId of Object.values(models)) {
      at.provider.next({ does: 'cut', pieces: ['Half of', ' it'], by });
      const client = await ended(open({ modelId }));
      expect(client.received).toBe('Half of it');
      expect(client.events.at(-1)).toMatchObject({
        event: 'error',
        data: { statusCode: 500, status: 500, requestId: expect.any(String) as string },
      });
      expect(await lastRun()).toMatchObject({ outcome: 'failed', details: { ended: 'failed' } });
    }
    expect(at.provider.calls).toHaveLength(2);
  });

  it('ends the call at the provider when the caller leaves, and records it', async () => {
    at.provider.next({ does: 'hang', pieces: ['Hel'] });
    const client = open();
    await until('the first piece', () => client.received === 'Hel');
    client.leave();
    await until('the provider to be left', () => at.provider.calls[0]?.wasLeft);
    await until('the event', async () => (await lastRun())?.details.ended === 'cancelled');
    expect(await lastRun()).toMatchObject({ outcome: 'failed', details: { code: 'execution.cancelled' } });
  });

  it('ends the call at the provider when a caller without a stream leaves', async () => {
    at.provider.next({ does: 'hang' });
    const call = at.execute({ modelId: models.openai, promptText: 'Hi' });
    call.end(() => undefined);
    await until('the call', () => at.provider.calls.length === 1);
    const before = (await at.runs()).length;
    call.abort();
    await until('the provider to be left', () => at.provider.calls[0]?.wasLeft);
    await until('the event', async () => (await at.runs()).length === before + 1);
    expect(await lastRun()).toMatchObject({ outcome: 'failed', details: { ended: 'cancelled' } });
  });

  it('sends heartbeats while the provider is silent, and gives up after the timeout for a piece', async () => {
    at.provider.next({ does: 'hang', pieces: ['Hel'] });
    const client = await ended(open());
    expect(client.text).toContain(': heartbeat');
    expect(client.events.at(-1)).toMatchObject({ event: 'error', data: { code: 'execution.timeout' } });
    expect(at.provider.calls[0]?.wasLeft).toBe(true);
    expect(await lastRun()).toMatchObject({ details: { ended: 'timed_out' } });
  });

  it('gives up when the first piece does not come', async () => {
    at.provider.next({ does: 'hang' });
    const client = await ended(open());
    expect(client.events.at(-1)).toMatchObject({ event: 'error', data: { code: 'execution.timeout' } });
    expect(client.received).toBe('');
  });
});
