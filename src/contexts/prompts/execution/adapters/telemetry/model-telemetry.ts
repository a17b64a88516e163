import { metrics, SpanKind, SpanStatusCode, trace, type Attributes, type Histogram } from '@opentelemetry/api';
import type { ModelRequest, ModelResponse } from '../../application/language-model.port';
import type { ModelEndpoint } from '../../domain/model-endpoint';

/** The maximum number of different models in metrics: tenants choose the identifiers of their models. */
const MAX_MODEL_LABELS = 100;
const DURATIONS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];

export interface Observation {
  /** Ends it: with the response, or with the code of the failure. */
  end(ending: { readonly response: ModelResponse } | { readonly code: string }): void;
}

/** Spans and metrics of calls by the semantic conventions for generative AI of OpenTelemetry. They hold no text. */
export class ModelTelemetry {
  readonly #labels = new Set<string>();
  #instruments: { readonly duration: Histogram; readonly tokens: Histogram } | undefined;

  begin({ model, prompt }: ModelRequest, endpoint: ModelEndpoint | undefined): Observation {
    const common: Attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': model.provider,
      ...(endpoint ? addressOf(endpoint) : {}),
    };
    const span = trace.getTracer('japm').startSpan(`chat ${model.identifier}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        ...common,
        'gen_ai.request.model': model.identifier,
        'gen_ai.request.max_tokens': model.maxOutputTokens,
        ...(model.temperature === null ? {} : { 'gen_ai.request.temperature': model.temperature }),
        ...(prompt ? { 'gen_ai.prompt.name': prompt.name, 'gen_ai.prompt.version': prompt.version } : {}),
      },
    });
    const startedAt = performance.now();
    return {
      end: (ending) => {
        const labels = { ...common, 'gen_ai.request.model': this.#label(model.identifier) };
        const { duration, tokens } = this.#all();
        if ('response' in ending) {
          const { usage, model: answering, finishReason } = ending.response;
          span.setAttributes({
            'gen_ai.response.finish_reasons': [finishReason],
            ...(answering === null ? {} : { 'gen_ai.response.model': answering }),
            ...(usage.inputTokens === null ? {} : { 'gen_ai.usage.input_tokens': usage.inputTokens }),
            ...(usage.outputTokens === null ? {} : { 'gen_ai.usage.output_tokens': usage.outputTokens }),
          });
          if (usage.inputTokens !== null) tokens.record(usage.inputTokens, { ...labels, 'gen_ai.token.type': 'input' });
          if (usage.outputTokens !== null) tokens.record(usage.outputTokens, { ...labels, 'gen_ai.token.type': 'output' });
        } else {
          span.setAttribute('error.type', ending.code);
          span.setStatus({ code: SpanStatusCode.ERROR, message: ending.code });
        }
        span.end();
        duration.record((performance.now() - startedAt) / 1000, 'code' in ending ? { ...labels, 'error.type': ending.code } : labels);
      },
    };
  }

  #label(identifier: string): string {
    if (this.#labels.size < MAX_MODEL_LABELS) this.#labels.add(identifier);
    return this.#labels.has(identifier) ? identifier : '_other';
  }

  /** The meter is looked up late, because there is none before OpenTelemetry has started. */
  #all(): { readonly duration: Histogram; readonly tokens: Histogram } {
    const meter = metrics.getMeter('japm');
    return (this.#instruments ??= {
      duration: meter.createHistogram('gen_ai.client.operation.duration', {
        unit: 's',
        description: 'Time that a call of a model took',
        advice: { explicitBucketBoundaries: DURATIONS },
      }),
      tokens: meter.createHistogram('gen_ai.client.token.usage', {
        unit: '{token}',
        description: 'Tokens that a call of a model used',
        advice: { explicitBucketBoundaries: TOKENS },
      }),
    });
  }
}

function addressOf({ baseUrl }: ModelEndpoint): Attributes {
  const { hostname, port, protocol } = new URL(baseUrl);
  return { 'server.address': hostname, 'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) };
}
