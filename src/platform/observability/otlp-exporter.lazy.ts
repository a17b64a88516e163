import type * as OtlpExporter from '@opentelemetry/exporter-trace-otlp-proto';

/** Sends spans by OTLP. Only a process with OTEL_EXPORTER_OTLP_ENDPOINT loads it. */
export const otlpExporter = (): typeof OtlpExporter => require('@opentelemetry/exporter-trace-otlp-proto') as typeof OtlpExporter;
