/**
 * Starts OpenTelemetry. Instrumentations patch modules as these load, so this file is the first import of main.ts and loads nothing
 * that is instrumented. It reads its settings from the environment for the same reason.
 */
import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { BunyanInstrumentation } from '@opentelemetry/instrumentation-bunyan';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MySQL2Instrumentation } from '@opentelemetry/instrumentation-mysql2';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  NoopSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { otlpExporter } from './otlp-exporter.lazy';

const ratio = Number(process.env.JAPM_TRACE_RATIO ?? (process.env.NODE_ENV === 'production' ? 0.1 : 1));
const exporting = (process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '') !== '';

/** The operations server (platform/http/ops-server.ts) serves the metrics, because there a port in use is an error. */
export const metricsExporter = new PrometheusExporter({ preventServerStart: true });

// Anybody at the metrics port reads the resource: it names neither the command line nor the user nor the host.
const resource = defaultResource()
  .merge(detectResources({ detectors: [envDetector] }))
  .merge(resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME ?? 'japm' }));

const meters = new MeterProvider({ resource, readers: [metricsExporter] });
const tracers = new NodeTracerProvider({
  resource,
  sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(Number.isFinite(ratio) ? ratio : 1) }),
  // Without an exporter nothing receives the spans, but their ids still connect log lines and audit events.
  spanProcessors: [
    exporting
      ? new BatchSpanProcessor(new (otlpExporter().OTLPTraceExporter)({ timeoutMillis: 2000 }), { scheduledDelayMillis: 1000 })
      : new NoopSpanProcessor(),
  ],
});

if (process.env.OTEL_SDK_DISABLED !== 'true') {
  metrics.setGlobalMeterProvider(meters);
  tracers.register();
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => /^\/(health|metrics)/u.test(request.url ?? '') }),
      new ExpressInstrumentation({
        ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER, ExpressLayerType.REQUEST_HANDLER],
      }),
      new MySQL2Instrumentation(),
      new BunyanInstrumentation({ disableLogSending: true }),
      new RuntimeNodeInstrumentation(),
    ],
  });
}

/** Sends the remaining spans within about two seconds. An unavailable collector never fails the stop. */
export const stopObservability = async (): Promise<void> => {
  await Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
};
