/**
 * Starts OpenTelemetry. Instrumentations patch modules as these load, so this file is the first import of main.ts and loads nothing
 * that is instrumented. It reads its settings from the environment for the same reason.
 */
process.env.OTEL_NODE_ENABLED_INSTRUMENTATIONS ??= 'http,express,mysql2,bunyan,runtime-node';
// Anybody at the metrics port reads the resource: it names neither the command line nor the user nor the host.
process.env.OTEL_NODE_RESOURCE_DETECTORS ??= 'env';

import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';

const ratio = Number(process.env.JAPM_TRACE_RATIO ?? (process.env.NODE_ENV === 'production' ? 0.1 : 1));
const exporting = (process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '') !== '';

/** The operations server serves it (platform/http/ops-server.ts): there, a port in use is an error and not silence. */
export const metricsExporter = new PrometheusExporter({ preventServerStart: true });

const sdk = new NodeSDK({
  serviceName: process.env.OTEL_SERVICE_NAME ?? 'japm',
  sampler: new tracing.ParentBasedSampler({ root: new tracing.TraceIdRatioBasedSampler(Number.isFinite(ratio) ? ratio : 1) }),
  // Without an exporter the spans go nowhere, but their ids still tie log lines and audit events together.
  spanProcessors: [
    exporting
      ? new tracing.BatchSpanProcessor(new OTLPTraceExporter({ timeoutMillis: 2000 }), { scheduledDelayMillis: 1000 })
      : new tracing.NoopSpanProcessor(),
  ],
  metricReaders: [metricsExporter],
  logRecordProcessors: [],
  instrumentations: getNodeAutoInstrumentations({
    '@opentelemetry/instrumentation-http': { ignoreIncomingRequestHook: (request) => /^\/(health|metrics)/u.test(request.url ?? '') },
    '@opentelemetry/instrumentation-express': { ignoreLayersType: ['middleware', 'router', 'request_handler'] as never },
    '@opentelemetry/instrumentation-bunyan': { disableLogSending: true },
  }),
});
sdk.start();

/** Sends what is left, within about a second; a collector that is away never fails the stop. */
export const stopObservability = (): Promise<void> => sdk.shutdown().catch(() => undefined);
