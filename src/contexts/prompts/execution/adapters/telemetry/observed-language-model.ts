import { DomainError } from '#shared/errors';
import type { ExecutionSettings } from '../../application/execution-settings';
import { LanguageModel, type ModelCallOptions, type ModelRequest, type ModelResponse } from '../../application/language-model.port';
import { ModelTelemetry, type Observation } from './model-telemetry';

/** Calls another language model, and observes the calls. */
export class ObservedLanguageModel extends LanguageModel {
  readonly #telemetry = new ModelTelemetry();

  constructor(
    private readonly inner: LanguageModel,
    private readonly settings: ExecutionSettings,
  ) {
    super();
  }

  async generate(request: ModelRequest, options: ModelCallOptions): Promise<ModelResponse> {
    const observation = this.#begin(request);
    try {
      const response = await this.inner.generate(request, options);
      observation.end({ response });
      return response;
    } catch (error) {
      observation.end({ code: codeOf(error, options) });
      throw error;
    }
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<string, ModelResponse, void> {
    const observation = this.#begin(request);
    let ending: Parameters<Observation['end']>[0] = { code: 'execution.cancelled' };
    try {
      const response = yield* this.inner.stream(request, options);
      ending = { response };
      return response;
    } catch (error) {
      ending = { code: codeOf(error, options) };
      throw error;
    } finally {
      observation.end(ending);
    }
  }

  #begin(request: ModelRequest): Observation {
    return this.#telemetry.begin(
      request,
      this.settings.endpoints.find(({ id }) => id === request.model.endpoint),
    );
  }
}

const codeOf = (error: unknown, { signal }: ModelCallOptions): string =>
  signal.aborted ? 'execution.cancelled' : error instanceof DomainError ? error.code : 'execution.provider_failed';
