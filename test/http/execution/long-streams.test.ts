import { until } from '../../until';
import { startExecutionApp, type ExecutionApp } from './execution-app';
import { StreamClient } from './stream-client';

describe('a long stream of an execution', () => {
  let at: ExecutionApp;
  let modelId: string;
  const clients: StreamClient[] = [];

  beforeAll(async () => {
    at = await startExecutionApp({ maxStallMs: 1500, maxResponseBytes: 20_000_000 });
    await at.app.given.project('Shop');
    modelId = await at.model();
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterEach(() => {
    for (const each of clients.splice(0)) each.leave();
  });
  afterAll(() => at.stop());

  const open = (options = {}): StreamClient => {
    const client = new StreamClient(`${at.app.url}/api/llm-execution/execute`, at.app.admin, { modelId, promptText: 'Hi' }, options);
    clients.push(client);
    return client;
  };
  const ended = async (client: StreamClient): Promise<StreamClient> => {
    await until('the end of the stream', () => client.ended);
    return client;
  };

  it('is cut off when its reader takes nothing, and the provider is left', async () => {
    // More than the buffers of the connections hold, and less than the bound.
    at.provider.next({ does: 'hang', pieces: Array<string>(800).fill('x'.repeat(16_384)) });
    const client = open({ paused: true });
    await until('the response', () => client.response);
    await until('the provider to be left', () => at.provider.calls[0]?.wasLeft);
    await until('the event', async () => (await at.runs()).at(-1)?.details.ended === 'cancelled');
    client.read();
    await ended(client);
    expect(client.events.map(({ event }) => event)).not.toContain('done');
  });

  it('ends a response above the bound', async () => {
    at.provider.next({ does: 'flood' });
    const client = await ended(open());
    expect(client.events.at(-1)).toMatchObject({ event: 'error', data: { code: 'execution.response_too_long' } });
    expect(client.received.length).toBeLessThan(20_000_000);
    expect(at.provider.calls[0]?.wasLeft).toBe(true);
  });
});
