import { propagation, ROOT_CONTEXT, SpanKind, trace, context, type Span } from '@opentelemetry/api';
import type { ConsumedEvent } from '../application/audit-consumer.port';

const tracer = trace.getTracer('japm');

/**
 * Handles a batch with a span for each event, in the trace of the use case that caused it. The work runs in the span of
 * the first event; the other spans link to it.
 */
export async function processed(name: string, events: readonly ConsumedEvent[], work: () => Promise<void>): Promise<void> {
  const spans = events.flatMap(({ traceparent }): Span[] => {
    if (traceparent === null) return [];
    return [tracer.startSpan(name, { kind: SpanKind.CONSUMER }, propagation.extract(ROOT_CONTEXT, { traceparent }))];
  });
  const first = spans[0];
  try {
    await (first ? context.with(trace.setSpan(ROOT_CONTEXT, first), work) : work());
  } finally {
    for (const span of spans) span.end();
  }
}
