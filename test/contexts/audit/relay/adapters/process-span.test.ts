import { context, propagation, trace } from '@opentelemetry/api';
import { core, node, tracing } from '@opentelemetry/sdk-node';
import type { ConsumedEvent } from '#contexts/audit/relay/application/audit-consumer.port';

const traceIdOf = (n: number): string => String(n).repeat(32);
const event = (traceparent: string | null): ConsumedEvent => ({ traceparent }) as ConsumedEvent;
const of = (n: number): ConsumedEvent => event(`00-${traceIdOf(n)}-00f067aa0ba902b7-01`);

describe('the spans of a batch of events', () => {
  const exporter = new tracing.InMemorySpanExporter();
  const provider = new node.NodeTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)] });

  beforeAll(() => {
    provider.register({ propagator: new core.W3CTraceContextPropagator() });
  });
  afterEach(() => {
    exporter.reset();
  });
  afterAll(async () => {
    await provider.shutdown();
    for (const each of [trace, context, propagation]) each.disable();
  });

  /** What it does makes a span of its own. */
  async function handled(...events: ConsumedEvent[]): Promise<tracing.ReadableSpan[]> {
    const { processed } = await import('#contexts/audit/relay/adapters/process-span');
    await processed('process', events, () => {
      trace.getTracer('test').startSpan('work').end();
      return Promise.resolve();
    });
    return exporter.getFinishedSpans();
  }

  it('lead from the trace of each event to the work', async () => {
    const spans = await handled(of(1), event(null), of(2), of(3));
    const work = spans.find(({ name }) => name === 'work');
    const processes = spans.filter(({ name }) => name === 'process');
    expect(processes.map((each) => each.spanContext().traceId)).toEqual([traceIdOf(1), traceIdOf(2), traceIdOf(3)]);
    const [first, ...others] = processes;
    expect(work?.parentSpanContext?.spanId).toBe(first?.spanContext().spanId);
    expect(first?.links).toEqual([]);
    for (const each of others) expect(each.links.map((link) => link.context.spanId)).toEqual([first?.spanContext().spanId]);
  });

  it('are none where no event has a trace', async () => {
    expect((await handled(event(null))).map(({ name }) => name)).toEqual(['work']);
  });
});
