import { metrics as metricsApi, SpanKind, trace } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { metrics, node, tracing } from '@opentelemetry/sdk-node';
import { until } from '../../until';
import { KEY, startExecutionApp, type ExecutionApp } from './execution-app';
import { StreamClient } from './stream-client';

const SECRETS = {
  text: 'planted-in-the-text',
  value: 'planted-in-a-value',
  answer: 'planted-in-the-answer',
  refusal: 'planted-in-the-refusal',
  key: KEY,
  prompt: 'planted-in-a-stored-prompt',
  systemPrompt: 'planted-in-a-system-prompt',
};

describe('what an execution leaves behind', () => {
  const spans = new tracing.InMemorySpanExporter();
  const tracerProvider = new node.NodeTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(spans)] });
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const logged: string[] = [];
  let at: ExecutionApp;
  let modelId: string;

  beforeAll(async () => {
    tracerProvider.register();
    metricsApi.setGlobalMeterProvider(new metrics.MeterProvider({ readers: [exporter] }));
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      logged.push(String(chunk));
      return true;
    });
    at = await startExecutionApp({ firstTokenTimeoutMs: 1500 }, { log: { level: 'trace' } });
    await at.app.given.project('Shop');
    await at.app.given.prompt('shop', { name: 'Mail', promptText: `${SECRETS.prompt} {{who}}` });
    modelId = await at.model({ temperature: 0.5, maxTokens: 50 });
    const systemPrompt = { name: 'helper', promptText: `${SECRETS.systemPrompt} \${v}` };
    await at.app.request('post', '/api/system-prompts', at.app.admin).send(systemPrompt).expect(201);
  });
  afterAll(async () => {
    await at.stop();
    jest.restoreAllMocks();
    await tracerProvider.shutdown();
    trace.disable();
    metricsApi.disable();
  });

  const stream = async (): Promise<StreamClient> => {
    const body = { modelId, promptText: `${SECRETS.text} {{v}}`, variables: { v: SECRETS.value } };
    const client = new StreamClient(`${at.app.url}/api/llm-execution/execute`, at.app.admin, body);
    await until('the end', () => client.ended);
    return client;
  };

  it('holds neither texts nor values, responses or keys, in logs, spans, metrics, events and errors', async () => {
    const { provider } = at;
    const body = { modelId, promptText: `${SECRETS.text} {{v}}`, variables: { v: SECRETS.value } };
    const errors: string[] = [];
    const failing = async (): Promise<void> => void errors.push((await at.execute(body).expect(500)).text);
    provider.usually({ does: 'answer', pieces: [SECRETS.answer] });
    await at.execute(body).expect(201);
    await at.execute({ modelId, projectId: 'shop', promptId: 'mail', variables: { who: SECRETS.value } }).expect(201);
    const raw = { aiModelId: modelId, systemPromptName: 'helper', userText: SECRETS.text, variables: { v: SECRETS.value } };
    await at.app.request('post', '/api/execute-raw', at.app.admin).send(raw).expect(200);
    expect(JSON.stringify(provider.calls)).toMatch(/planted-in-a-stored-prompt.*planted-in-a-system-prompt/u);
    await stream();
    const refusal = JSON.stringify({ error: { message: `${SECRETS.refusal} ${KEY}`, type: 'invalid' } });
    for (const status of [400, 401, 500]) {
      provider.next(
        ...Array.from(
          { length: status === 500 ? 3 : 1 },
          () => ({ does: 'refuse', status, headers: { 'retry-after': '0' }, body: refusal }) as const,
        ),
      );
      await failing();
    }
    provider.next({ does: 'send', body: `{"choices":"${SECRETS.answer}"}` }, { does: 'cut', pieces: [SECRETS.answer], by: 'connection' });
    await failing();
    await failing();
    provider.next({ does: 'refuse', status: 400, body: refusal });
    errors.push((await at.app.request('post', '/api/execute-raw', at.app.admin).send(raw).expect(500)).text);
    for (const by of ['connection', 'body'] as const) {
      provider.next({ does: 'cut', pieces: [SECRETS.answer], by });
      const { events } = await stream();
      errors.push(JSON.stringify(events.filter(({ event }) => event === 'error')));
    }
    const events = await at.runs();
    expect(events).toHaveLength(12);
    const { reader } = at.app.product.database;
    const rows = await reader.query<unknown>("SELECT * FROM audit_log WHERE action = 'execution.run'");
    const stored = JSON.stringify(rows, (_name, value: unknown) => (value instanceof ArrayBuffer ? Buffer.from(value).toString() : value));
    expect(stored).toContain('execution.run');
    const finished = spans.getFinishedSpans().map(({ name, attributes, events: noted, status }) => ({ name, attributes, noted, status }));
    const measured = new PrometheusSerializer().serialize((await exporter.collect()).resourceMetrics);
    const places = {
      logs: logged.join(''),
      spans: JSON.stringify(finished),
      measured,
      stored,
      events: JSON.stringify(events),
      errors: errors.join(''),
    };
    for (const [place, text] of Object.entries(places)) {
      expect([place, text.length > 100]).toEqual([place, true]);
      expect([place, Object.values(SECRETS).filter((secret) => text.includes(secret))]).toEqual([place, []]);
    }
    expect(measured).toMatch(/gen_ai_client_token_usage_sum\{[^}]*gen_ai_token_type="output"[^}]*\} 20/u);
    expect(measured).toMatch(/gen_ai_client_operation_duration_count\{[^}]*error_type="execution.key_refused"[^}]*\} 1/u);
  });

  it('is a span of the client, by the conventions for generative AI', async () => {
    spans.reset();
    at.provider.reset();
    await at.execute({ modelId, projectId: 'shop', promptId: 'mail' }).expect(201);
    at.provider.next({ does: 'refuse', status: 400 });
    await at.execute({ modelId, promptText: 'Hi' }).expect(500);
    const [good, bad] = spans.getFinishedSpans().filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(good).toMatchObject({ name: 'chat gpt-test' });
    expect(good?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-test',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.max_tokens': 50,
      'gen_ai.response.model': 'model-of-provider',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 7,
      'gen_ai.usage.output_tokens': 5,
      'gen_ai.prompt.name': 'mail',
      'gen_ai.prompt.version': '1.0.0',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(at.provider.url).port),
    });
    expect(bad?.attributes).toMatchObject({ 'error.type': 'execution.request_refused' });
  });
});
