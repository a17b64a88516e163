import { propagation, ROOT_CONTEXT, SpanKind, trace, context, type Context } from '@opentelemetry/api';
import type { ConsumedEvent } from '../application/audit-consumer.port';

const tracer = trace.getTracer('japm');

/**
 * Handles a batch with a span for each event, in the trace of the use case that caused it. The work runs once, in the span of the
 * first event. The other spans link to that span, so that every trace leads to the work on its event.
 */
export async function processed(name: string, events: readonly ConsumedEvent[], work: () => Promise<void>): Promise<void> {
  const [first, ...others] = events.flatMap(({ traceparent }): Context[] =>
    traceparent === null ? [] : [propagation.extract(ROOT_CONTEXT, { traceparent })],
  );
  if (!first) return work();
  const span = tracer.startSpan(name, { kind: SpanKind.CONSUMER }, first);
  const links = [{ context: span.spanContext() }];
  const spans = [span, ...others.map((each) => tracer.startSpan(name, { kind: SpanKind.CONSUMER, links }, each))];
  try {
    await context.with(trace.setSpan(ROOT_CONTEXT, span), work);
  } finally {
    for (const each of spans) each.end();
  }
}
