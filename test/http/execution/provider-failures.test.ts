import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../until';
import { KEY, startExecutionApp, type ExecutionApp } from './execution-app';

describe('the failures of a provider', () => {
  let at: ExecutionApp;
  let modelId: string;

  beforeAll(async () => {
    const broken = { baseUrl: '', keyVariables: [], tenants: [], provider: 'openai', api: 'openai-compatible' } as const;
    // Nobody listens there any more.
    const server = createServer().listen(0, '127.0.0.1');
    const { port } = await new Promise<AddressInfo>((resolve) => server.once('listening', () => resolve(server.address() as AddressInfo)));
    await new Promise((resolve) => server.close(resolve));
    at = await startExecutionApp(
      { maxRetryWaitMs: 1000, concurrentPerTenant: 2, maxResponseBytes: 100_000, connectTimeoutMs: 500, totalTimeoutMs: 3000 },
      {},
      [
        { ...broken, id: 'away', baseUrl: `http://127.0.0.1:${port}/v1`, models: ['away'] },
        { ...broken, id: 'private', baseUrl: 'https://localhost:8443/v1', models: ['private'] },
        { ...broken, id: 'metadata', baseUrl: 'https://169.254.169.254/latest', models: ['metadata'] },
      ],
    );
    await at.app.given.project('Shop');
    modelId = await at.model();
  });
  beforeEach(() => {
    at.provider.reset();
  });
  afterAll(() => at.stop());

  const run = (id = modelId) => at.execute({ modelId: id, promptText: 'Hi' });
  const codeOf = async (id?: string): Promise<unknown> => ((await run(id).expect(500)) as { body: { code: string } }).body.code;
  const called = (): number => at.provider.calls.length;

  it.each([429, 500, 503, 529])('with status %i are repeated until it answers', async (status) => {
    const refuse = { does: 'refuse', status, headers: { 'retry-after': '0' } } as const;
    at.provider.next(refuse, refuse);
    const { body } = (await run().expect(201)) as { body: unknown };
    expect(body).toMatchObject({ result: 'Hello there' });
    expect(called()).toBe(3);
  });

  it.each([
    [429, 'execution.provider_busy'],
    [500, 'execution.provider_failed'],
  ])('with status %i end after two repetitions', async (status, code) => {
    at.provider.usually({ does: 'refuse', status, headers: { 'retry-after': '0' } });
    expect(await codeOf()).toBe(code);
    expect(called()).toBe(3);
  });

  it('are repeated after the wait that it asks for, and not where that is too long', async () => {
    at.provider.next({ does: 'refuse', status: 429, headers: { 'retry-after': '1' } });
    const startedAt = performance.now();
    await run().expect(201);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
    at.provider.reset();
    at.provider.next({ does: 'refuse', status: 429, headers: { 'retry-after': '60' } });
    expect(await codeOf()).toBe('execution.provider_busy');
    expect(called()).toBe(1);
  });

  it.each([
    [400, 'execution.request_refused'],
    [401, 'execution.key_refused'],
    [403, 'execution.key_refused'],
    [404, 'execution.request_refused'],
    [409, 'execution.request_refused'],
  ])('with status %i are not repeated', async (status, code) => {
    at.provider.next({ does: 'refuse', status, body: JSON.stringify({ error: { message: `wrong key ${KEY}`, type: 'x' } }) });
    const { body } = (await run().expect(500)) as { body: object };
    expect(body).toMatchObject({ code, message: expect.stringContaining(`status ${status}`) as string });
    expect(JSON.stringify(body)).not.toMatch(/wrong key|sk-/u);
    expect(called()).toBe(1);
  });

  it.each([
    ['no JSON', { does: 'send', body: '<html>' }, 'execution.response_invalid'],
    ['JSON of another shape', { does: 'send', body: '{"choices":1}' }, 'execution.response_invalid'],
    ['an empty body', { does: 'send', body: '' }, 'execution.response_invalid'],
    ['half an answer', { does: 'cut', pieces: ['Hello '.repeat(100)], by: 'connection' }, 'execution.provider_unreachable'],
    ['too much', { does: 'answer', pieces: ['x'.repeat(200_000)] }, 'execution.response_too_long'],
    ['a redirect', { does: 'refuse', status: 302, headers: { location: 'http://127.0.0.1:9/' } }, 'execution.response_invalid'],
    ['silence', { does: 'hang' }, 'execution.timeout'],
  ] as const)('that are %s end the execution at once', async (_what, behaviour, code) => {
    at.provider.next(behaviour);
    expect(await codeOf()).toBe(code);
    expect(called()).toBe(1);
  });

  it.each([
    [300, 'execution.response_invalid'],
    [401, 'execution.key_refused'],
    [418, 'execution.request_refused'],
    [500, 'execution.provider_failed'],
    [999, 'execution.provider_failed'],
  ])('with status %i are known before their body ends, and the connection is closed', async (status, code) => {
    at.provider.usually({ does: 'refuse', status, headers: { 'retry-after': '0' }, endless: true });
    expect(await codeOf()).toBe(code);
    await until('all connections to be closed', () => at.provider.calls.every(({ wasLeft }) => wasLeft));
  });

  it('to count tokens and name the model sensibly count as nothing said', async () => {
    const usage = { prompt_tokens: -5, completion_tokens: 1e308, total_tokens: 1 };
    const choices = [{ index: 0, message: { role: 'assistant', content: 'Hi \ud83d' }, finish_reason: 'stop' }];
    at.provider.next({ does: 'send', body: JSON.stringify({ id: 'c', created: 1, model: 'x'.repeat(9999), choices, usage }) });
    const { body } = (await run().expect(201)) as { body: unknown };
    expect(body).toMatchObject({ result: 'Hi \ufffd', metadata: { usage: { inputTokens: null, outputTokens: null }, cost: null } });
  });

  it('that nobody listens are named', async () => {
    expect(await codeOf(await at.model({ apiIdentifier: 'away' }))).toBe('execution.provider_unreachable');
  });

  it.each(['private', 'metadata'])('that its address is %s are refused without a connection', async (apiIdentifier) => {
    expect(await codeOf(await at.model({ apiIdentifier }))).toBe('execution.address_refused');
  });

  it('do not let a tenant hold all executions', async () => {
    at.provider.usually({ does: 'hang' });
    const hanging = [run(), run()];
    for (const each of hanging) each.end(() => undefined);
    await until('both', () => called() === 2);
    const { body, headers } = (await run().expect(429)) as { body: unknown; headers: Record<string, string> };
    expect(body).toMatchObject({ code: 'execution.too_many' });
    expect(headers['retry-after']).toBe('1');
    for (const each of hanging) each.abort();
    at.provider.reset();
    await until('room', async () => (await run()).status === 201);
  });
});
